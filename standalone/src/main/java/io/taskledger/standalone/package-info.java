/** Both sides, a Kafka broker on disk, a MongoDB in memory and a development issuer, in one JVM. */
@NullMarked
package io.taskledger.standalone;

import org.jspecify.annotations.NullMarked;
