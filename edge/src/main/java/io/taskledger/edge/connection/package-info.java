/** How connections are shared out, so that those which bring nothing crowd out nobody. */
@NullMarked
package io.taskledger.edge.connection;

import org.jspecify.annotations.NullMarked;
