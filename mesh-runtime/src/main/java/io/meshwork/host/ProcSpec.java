package io.meshwork.host;

import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;

/**
 * A proc to be. Travels.
 *
 * @param name unique on the host
 * @param mesh the mesh it is a member of
 * @param extent of that mesh
 * @param rank its place in that extent
 * @param options for this rank
 */
public record ProcSpec(String name, String mesh, Extent extent, int rank, ProcOptions options) {}
