/** The topic of the commits, and what every Kafka client of both sides is configured with. */
@NullMarked
package io.taskledger.node.kafka;

import org.jspecify.annotations.NullMarked;
