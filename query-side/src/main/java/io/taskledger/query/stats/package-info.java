/** The projection {@code stats}: how many tasks an owner has, by status, and how many were completed on which day. */
package io.taskledger.query.stats;
