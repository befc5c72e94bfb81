/**
 * The query side: derives read models from the commits in Kafka and answers every question about them. It decides
 * nothing and knows nothing of the command side; all that it holds can be thrown away and derived again.
 */
package io.taskledger.query;
