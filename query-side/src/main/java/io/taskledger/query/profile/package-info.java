/** The projection {@code profiles}: every owner's profile as it stands now. */
package io.taskledger.query.profile;
