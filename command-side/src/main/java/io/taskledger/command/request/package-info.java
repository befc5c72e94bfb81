/** What a command comes in as, and how it ends; knows neither HTTP nor Axon. */
@NullMarked
package io.taskledger.command.request;

import org.jspecify.annotations.NullMarked;
