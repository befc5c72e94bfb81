/** Types that every fold needs. */
package io.taskledger.query.event;
