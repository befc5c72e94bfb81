/** What the hot paths cost, beside a ceiling measured in the same run: absolute times differ between machines. */
@NullMarked
package io.taskledger.benchmark;

import org.jspecify.annotations.NullMarked;
