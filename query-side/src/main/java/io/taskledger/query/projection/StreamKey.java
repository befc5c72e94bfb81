package io.taskledger.query.projection;

import io.taskledger.contract.commit.StreamId;

/** One entity of one owner. */
record StreamKey(String owner, StreamId stream) {}
