/** The events: one sealed family, and for each event how it is written and read in every version. */
@NullMarked
package io.taskledger.contract.event;

import org.jspecify.annotations.NullMarked;
