/** Read your own writes: holds a query back until the read models are new enough for its caller. */
@NullMarked
package io.taskledger.query.barrier;

import org.jspecify.annotations.NullMarked;
