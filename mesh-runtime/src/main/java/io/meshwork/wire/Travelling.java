package io.meshwork.wire;

/**
 * A handle, which can't be copied but can be made anew by the one that receives it: a port ref, an actor ref, a mesh.
 */
public interface Travelling {

    /** What is written in its place: a record of data. */
    TravelForm<?> travelForm();
}
