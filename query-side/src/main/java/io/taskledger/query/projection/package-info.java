/** From Kafka to MongoDB: consumes the lanes, folds their commits into the read models, and stores checkpoints. */
@NullMarked
package io.taskledger.query.projection;

import org.jspecify.annotations.NullMarked;
