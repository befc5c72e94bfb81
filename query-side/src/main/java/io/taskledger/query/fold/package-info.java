/** What a projection is: which documents it has, and how commits are folded into them. */
package io.taskledger.query.fold;
