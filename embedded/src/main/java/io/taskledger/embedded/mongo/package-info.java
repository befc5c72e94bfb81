/** The data of the embedded MongoDB: documents as BSON, indexes in order, and the choice of an index for a query. */
@NullMarked
package io.taskledger.embedded.mongo;

import org.jspecify.annotations.NullMarked;
