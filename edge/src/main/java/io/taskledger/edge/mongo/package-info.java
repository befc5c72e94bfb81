/** The connection of both sides to MongoDB. */
@NullMarked
package io.taskledger.edge.mongo;

import org.jspecify.annotations.NullMarked;
