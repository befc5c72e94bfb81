/** Rate limits: buckets per user, and per address for requests without a valid token. */
@NullMarked
package io.taskledger.edge.limit;

import org.jspecify.annotations.NullMarked;
