/** The ledger: lanes of commits in MongoDB, appended to in groups and guarded by position. */
@NullMarked
package io.taskledger.command.ledger;

import org.jspecify.annotations.NullMarked;
