package io.taskledger.query.projection;

import io.taskledger.query.store.ReadModels;

/**
 * What a query reads: one generation of a group. A query keeps it until it has its response.
 *
 * @param applied how far it is applied, as far as this node knows
 * @param remote how far it is applied in the lanes that this node does not hold
 */
public record Served(ReadModels readModels, AppliedLanes applied, RemoteLanes remote) {}
