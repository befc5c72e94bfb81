/** The connection of both sides to MongoDB. */
@NullMarked
package io.taskledger.node.mongo;

import org.jspecify.annotations.NullMarked;
