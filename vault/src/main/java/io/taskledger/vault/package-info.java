/**
 * The keys of owners: what is sealed with the key of an owner can be read as long as that key exists. It knows neither
 * commits nor either of the two sides.
 */
@NullMarked
package io.taskledger.vault;

import org.jspecify.annotations.NullMarked;
