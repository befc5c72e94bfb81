/** How the sides connect to MongoDB. */
@NullMarked
package io.taskledger.edge.mongo;

import org.jspecify.annotations.NullMarked;
