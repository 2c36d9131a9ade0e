package io.meshwork.host;

import io.meshwork.id.Address;
import org.jspecify.annotations.Nullable;

/**
 * That a proc has begun, or has ended: told to the client that has allocated its host, whoever owns the proc. Travels.
 *
 * @param end null when it has begun; else why nothing can be had from it any more
 * @param wanted whether it was asked to end
 */
public record ProcNews(Address host, Address proc, @Nullable String end, boolean wanted) {}
