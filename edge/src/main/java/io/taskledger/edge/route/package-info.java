/** Which side serves a route: stated on its controller, and derived from there. */
@NullMarked
package io.taskledger.edge.route;

import org.jspecify.annotations.NullMarked;
