/** Read your own writes: holds a query back until the read models are new enough for its caller. */
package io.taskledger.query.barrier;
