/** From Kafka to MongoDB: consumes the lanes, folds their commits into the read models, and stores checkpoints. */
package io.taskledger.query.projection;
