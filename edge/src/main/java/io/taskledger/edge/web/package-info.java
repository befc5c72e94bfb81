/** HTTP conventions of both sides: headers, conditions, limits and the correlation id. */
@NullMarked
package io.taskledger.edge.web;

import org.jspecify.annotations.NullMarked;
