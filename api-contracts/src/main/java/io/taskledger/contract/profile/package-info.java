/** Commands and views of profiles. */
@NullMarked
package io.taskledger.contract.profile;

import org.jspecify.annotations.NullMarked;
