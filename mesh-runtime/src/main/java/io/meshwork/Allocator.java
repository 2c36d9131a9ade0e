package io.meshwork;

/** Where hosts come from: the one seam between the runtime and a way of starting processes. */
public interface Allocator {

    /** Returns at once: no process starts before events of the allocation are pulled. */
    Alloc allocate(AllocSpec spec);
}
