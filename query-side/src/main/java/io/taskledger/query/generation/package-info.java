/** Which generation of each group this node fills, and which it serves. */
package io.taskledger.query.generation;
