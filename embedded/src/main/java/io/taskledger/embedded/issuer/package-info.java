/**
 * The core of a development auth server: keys, tokens shaped like Better Auth's, and the key set that verifies them.
 */
@NullMarked
package io.taskledger.embedded.issuer;

import org.jspecify.annotations.NullMarked;
