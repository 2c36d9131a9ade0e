package io.meshwork.proc;

import io.meshwork.failure.BrokenInvariant;
import io.meshwork.failure.BrokenInvariants;
import java.util.List;

/** What is wrong with a process itself, as its agent says. Travels. */
public record Health(List<BrokenInvariant> broken) {
    public Health {
        broken = List.copyOf(broken);
    }

    public static Health ofThisProcess() {
        return new Health(BrokenInvariants.ofThisProcess());
    }
}
