/** CORS: which web origins may call the API. */
@NullMarked
package io.taskledger.edge.cors;

import org.jspecify.annotations.NullMarked;
