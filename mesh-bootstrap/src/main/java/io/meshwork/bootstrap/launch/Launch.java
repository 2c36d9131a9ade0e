package io.meshwork.bootstrap.launch;

import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;

/**
 * A child to be.
 *
 * @param procName of the proc it is to run
 * @param extent of the mesh it is a member of
 * @param rank its place in that extent
 * @param servesData whether it takes data before it is ready
 * @param options for this child
 */
public record Launch(String procName, Extent extent, int rank, boolean servesData, ProcOptions options) {}
