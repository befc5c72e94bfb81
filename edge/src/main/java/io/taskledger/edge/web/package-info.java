/** What both sides read from and write into HTTP messages besides their own bodies. */
@NullMarked
package io.taskledger.edge.web;

import org.jspecify.annotations.NullMarked;
