/** Where read models are kept and how they are written. */
package io.taskledger.query.store;
