/** Keys and what they do, with the algorithms of the JDK. Nothing here stores anything. */
@NullMarked
package io.taskledger.vault.crypto;

import org.jspecify.annotations.NullMarked;
