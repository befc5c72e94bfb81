/**
 * The query side: derives read models from the commits in Kafka and answers every question about them. It decides
 * nothing and knows nothing of the command side; all its data can be dropped and derived again.
 */
@NullMarked
package io.taskledger.query;

import org.jspecify.annotations.NullMarked;
