/**
 * What others may rely on: commands, events, views and the commit format. Depends on the JDK and a JSON parser only.
 */
package io.taskledger.contract;
