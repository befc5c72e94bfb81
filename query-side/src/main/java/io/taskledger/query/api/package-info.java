/** Queries over HTTP, as openapi.yaml describes them. */
@NullMarked
package io.taskledger.query.api;

import org.jspecify.annotations.NullMarked;
