package io.meshwork.bootstrap.launch;

import io.meshwork.host.ProcEnd;
import io.meshwork.host.ProcSpec;
import io.meshwork.proc.ProcOptions;
import io.meshwork.proc.ProcStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Procs that a host starts before anybody asks for them, since they are known to come. Who asks for one as it was started
 * gets it; the first who asks for another one shows that what was known is wrong, and those that are left are ended (LA-9).
 * For any thread.
 */
public final class ProcsAhead {

    /** One that nobody has asked for yet: what becomes of it is kept for who will. */
    private static final class Unasked implements Child.Listener {

        private final ProcSpec spec;
        private final List<ProcStatus> heard = new ArrayList<>(); // guarded by this
        private Child.@Nullable Listener listener; // guarded by this
        private @Nullable Child child; // set before anybody else has this

        Unasked(ProcSpec spec) {
            this.spec = spec;
        }

        Child child() {
            return Objects.requireNonNull(child);
        }

        @Override
        public synchronized void changed(Child changed, ProcStatus status) {
            if (listener != null) {
                listener.changed(changed, status);
            } else {
                heard.add(status);
            }
        }

        synchronized Child handOver(Child.Listener to) {
            for (ProcStatus status : heard) {
                to.changed(child(), status);
            }
            listener = to;
            return child();
        }
    }

    private final ChildLauncher launcher;
    private final Map<String, Unasked> unasked = new LinkedHashMap<>(); // guarded by this; by name
    private boolean wrong; // guarded by this; none of them is handed over any more

    private ProcsAhead(ChildLauncher launcher) {
        this.launcher = launcher;
    }

    /** Begins to start them; returns at once. What fails is told to who asks for it. */
    public static ProcsAhead start(ChildLauncher launcher, List<ProcSpec> specs) {
        ProcsAhead ahead = new ProcsAhead(launcher);
        for (ProcSpec spec : specs) {
            ahead.start(spec);
        }
        return ahead;
    }

    private synchronized void start(ProcSpec spec) {
        Unasked one = new Unasked(spec);
        one.child = launcher.launch(Launch.of(spec), one);
        unasked.put(spec.name(), one);
    }

    /** What has started them, and starts others. */
    ChildLauncher launcher() {
        return launcher;
    }

    /**
     * Hands one over. Its new listener hears its states so far before this returns, in order.
     *
     * @return null if there is none that was started as this one is to be; then the others are ended
     */
    @Nullable
    Child take(ProcSpec spec, Child.Listener listener) {
        Unasked found = remove(spec);
        if (found == null) {
            end("not what was asked for first, which was " + spec.name());
            return null;
        }
        return found.handOver(listener);
    }

    private synchronized @Nullable Unasked remove(ProcSpec spec) {
        Unasked found = wrong ? null : unasked.get(spec.name());
        if (found == null || !isSame(found.spec, spec)) {
            return null;
        }
        unasked.remove(spec.name());
        return found;
    }

    /** Ends those that nobody has asked for; completes when their processes are gone. */
    CompletableFuture<Void> end(String reason) {
        List<CompletableFuture<ProcEnd>> ends = new ArrayList<>();
        for (Child child : givenUp()) {
            log().debug("{} was started ahead, and is ended: {}", child, reason);
            ends.add(launcher.stop(child, reason));
        }
        return CompletableFuture.allOf(ends.toArray(new CompletableFuture<?>[0]));
    }

    /* They stay known: who ends them again waits for them, too. */
    private synchronized List<Child> givenUp() {
        wrong = true;
        List<Child> children = new ArrayList<>(unasked.size());
        for (Unasked one : unasked.values()) {
            children.add(one.child());
        }
        return children;
    }

    /* Field by field: the equals of a record is made at its first use, for which somebody waits here. */
    private static boolean isSame(ProcSpec one, ProcSpec other) {
        return one.name().equals(other.name())
                && one.mesh().equals(other.mesh())
                && one.extent().toString().equals(other.extent().toString())
                && one.rank() == other.rank()
                && isSame(one.options(), other.options());
    }

    private static boolean isSame(ProcOptions one, ProcOptions other) {
        return one.command().equals(other.command())
                && one.java().equals(other.java())
                && one.environment().equals(other.environment())
                && one.jvmArgs().equals(other.jvmArgs())
                && one.byRank().isEmpty()
                && other.byRank().isEmpty();
    }

    /* Got when needed: logging is not for the way to a host's first word. */
    private static Logger log() {
        return LoggerFactory.getLogger(ProcsAhead.class);
    }
}
