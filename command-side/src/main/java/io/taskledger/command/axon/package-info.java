/** Carries commands to entities by Axon Framework, and their events to the ledger. */
package io.taskledger.command.axon;
