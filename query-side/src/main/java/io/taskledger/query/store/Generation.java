package io.taskledger.query.store;

/**
 * One edition of the read models of a group of projections, derived from the first commit on by one version of them.
 * The collections of generation 0 have the names of their projections.
 *
 * @param group the name of the group
 * @param number from 0
 */
public record Generation(String group, int number) {

    /** The name of this generation of a collection. */
    String of(String collection) {
        return number == 0 ? collection : collection + "_g" + number;
    }

    /** The name of the collection of the parked events, which all generations 0 share. */
    String parked() {
        return number == 0 ? "parked" : "parked_" + this;
    }

    /** A name that is part of the names of collections, fields and consumer groups. */
    @Override
    public String toString() {
        return group + "_g" + number;
    }
}
