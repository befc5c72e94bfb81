/** Tokens for development: a client can get a token for any user, so only this machine is served. */
@NullMarked
package io.taskledger.standalone.issuer;

import org.jspecify.annotations.NullMarked;
