package io.meshwork.host;

import io.meshwork.shape.Extent;

/**
 * A proc that a host was asked for, and what it knows of it. Travels.
 *
 * @param mesh the mesh it is a member of
 * @param extent of that mesh
 */
public record KnownProc(String mesh, Extent extent, ProcState state) {}
