/** The owner's profile: display name and time zone. Pure functions over the contracts. */
package io.taskledger.command.profile;
