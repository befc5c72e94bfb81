/** Where the keys of owners are kept, wrapped by a master key. */
@NullMarked
package io.taskledger.vault.store;

import org.jspecify.annotations.NullMarked;
