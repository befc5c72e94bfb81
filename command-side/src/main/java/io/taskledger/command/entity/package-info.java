/** Tasks and profiles: their states, and the rules by which commands change them. Pure functions. */
@NullMarked
package io.taskledger.command.entity;

import org.jspecify.annotations.NullMarked;
