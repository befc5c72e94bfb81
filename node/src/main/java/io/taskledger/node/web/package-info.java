/** What the controllers of both sides read and answer alike. */
@NullMarked
package io.taskledger.node.web;

import org.jspecify.annotations.NullMarked;
