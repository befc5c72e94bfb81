/** What every fold needs to know of an event. */
package io.taskledger.query.event;
