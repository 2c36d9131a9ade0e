package io.meshwork.proc;

import io.meshwork.value.Status;

/** The status of one member of a mesh, as its agent reports it to a barrier. */
public record RankStatus(int rank, Status status) {}
