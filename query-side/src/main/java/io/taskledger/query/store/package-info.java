/** Storage of the read models. */
package io.taskledger.query.store;
