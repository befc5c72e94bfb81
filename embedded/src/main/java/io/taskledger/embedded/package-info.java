/** Servers inside this JVM, for tests and for standalone: Kafka, MongoDB and a token issuer. */
@NullMarked
package io.taskledger.embedded;

import org.jspecify.annotations.NullMarked;
