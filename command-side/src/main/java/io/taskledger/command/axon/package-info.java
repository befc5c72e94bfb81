/** Carries commands to entities by Axon Framework, and their events to the ledger. */
@NullMarked
package io.taskledger.command.axon;

import org.jspecify.annotations.NullMarked;
