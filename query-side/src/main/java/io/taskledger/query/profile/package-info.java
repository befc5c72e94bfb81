/** The projection {@code profiles}: the present profile of every owner. */
package io.taskledger.query.profile;
