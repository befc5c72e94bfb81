/** Commands over HTTP, as openapi.yaml describes them: requests become commands, what they come to becomes answers. */
@NullMarked
package io.taskledger.command.api;

import org.jspecify.annotations.NullMarked;
