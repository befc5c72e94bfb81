/** Servers inside this JVM, for tests and for standalone: Kafka, MongoDB and a token issuer. */
package io.taskledger.embedded;
