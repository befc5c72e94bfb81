/** The commit: its content, its canonical bytes, its hash and its record in the topic. */
@NullMarked
package io.taskledger.contract.commit;

import org.jspecify.annotations.NullMarked;
