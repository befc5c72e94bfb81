/** Commands over HTTP, as openapi.yaml describes them: turns requests into commands and results into responses. */
@NullMarked
package io.taskledger.command.api;

import org.jspecify.annotations.NullMarked;
