/** What deciding a command can come to, whatever it is about: events, or a refusal with a code. */
package io.taskledger.command.decision;
