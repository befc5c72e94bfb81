/** From Kafka to MongoDB: consumes the lanes, folds their commits into the read models, remembers how far it is. */
package io.taskledger.query.projection;
