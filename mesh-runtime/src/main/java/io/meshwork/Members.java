package io.meshwork;

import io.meshwork.mailbox.Replaced;
import io.meshwork.mailbox.Replacements;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The procs behind a handle of a mesh, by rank, as they are now: in place of one that was replaced it gives the new one
 * (M-8). For any thread.
 */
final class Members {

    private final List<ProcRef.Member> first;
    private final @Nullable String actor;
    private final Replacements replacements;
    private volatile Seen seen;

    /** @param version of the replacements that this was made by */
    private record Seen(int version, List<ProcRef.Member> members) {}

    /** @param actor the name of those on the procs that the handle is of; null if it is of the procs */
    Members(List<ProcRef.Member> first, @Nullable String actor, Replacements replacements) {
        this.first = List.copyOf(first);
        this.actor = actor;
        this.replacements = replacements;
        seen = look();
    }

    List<ProcRef.Member> now() {
        Seen known = seen;
        if (known.version() != replacements.version()) {
            known = look();
            seen = known;
        }
        return known.members();
    }

    ProcRef.Member get(int rank) {
        return now().get(rank);
    }

    /** What they are looked up in. */
    Replacements known() {
        return replacements;
    }

    private Seen look() {
        int version = replacements.version();
        if (version == 0) {
            return new Seen(version, first);
        }
        List<ProcRef.Member> members = new ArrayList<>(first.size());
        first.forEach(member -> members.add(now(member)));
        return new Seen(version, List.copyOf(members));
    }

    /* An actor that was not spawned anew has no other: its handle goes on naming the proc that it was on. */
    private ProcRef.Member now(ProcRef.Member member) {
        ProcRef.Member at = member;
        for (Replaced next = next(at); next != null; next = next(at)) {
            at = new ProcRef.Member(next.now(), next.host(), next.pid());
        }
        return at;
    }

    private @Nullable Replaced next(ProcRef.Member at) {
        Replaced next = replacements.of(at.id().address());
        return next != null && (actor == null || next.actors().contains(actor)) ? next : null;
    }
}
