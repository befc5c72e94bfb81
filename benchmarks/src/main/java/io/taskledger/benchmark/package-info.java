/**
 * The cost of the hot paths, compared with a ceiling measured in the same run, because absolute times differ between
 * machines.
 */
@NullMarked
package io.taskledger.benchmark;

import org.jspecify.annotations.NullMarked;
