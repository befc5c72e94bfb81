/**
 * What both sides need to be a node of the system: settings, lanes, MongoDB, Kafka, and the log of commits. It knows
 * neither of the two sides.
 */
@NullMarked
package io.taskledger.node;

import org.jspecify.annotations.NullMarked;
