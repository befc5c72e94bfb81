/** The public contract: commands, events, views and the commit format. Depends only on the JDK and a JSON parser. */
@NullMarked
package io.taskledger.contract;

import org.jspecify.annotations.NullMarked;
