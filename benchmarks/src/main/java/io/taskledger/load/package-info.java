/** A load test over HTTP: starts the services, sends requests, and reports throughput, latency and CPU a request. */
@NullMarked
package io.taskledger.load;

import org.jspecify.annotations.NullMarked;
