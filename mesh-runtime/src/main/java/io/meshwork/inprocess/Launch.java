package io.meshwork.inprocess;

import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;

/**
 * What a process is to become.
 *
 * @param procName of its proc
 * @param extent of the mesh that the proc is a member of
 * @param rank its place in that extent
 */
public record Launch(String procName, Extent extent, int rank, ProcOptions options) {}
