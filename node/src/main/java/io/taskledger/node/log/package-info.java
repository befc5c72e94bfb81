/** The log of commits. */
@NullMarked
package io.taskledger.node.log;

import org.jspecify.annotations.NullMarked;
