/** Tokens for development: anybody who can reach it can be anybody, so it answers this machine alone. */
@NullMarked
package io.taskledger.standalone.issuer;

import org.jspecify.annotations.NullMarked;
