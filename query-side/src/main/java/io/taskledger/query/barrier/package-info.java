/** Read your own writes: holds a query back until the read models show what its caller may expect to see. */
package io.taskledger.query.barrier;
