package io.meshwork.bootstrap.process;

import io.meshwork.bootstrap.process.ProcessFiles.Stat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * The processes of this pid namespace, read from {@code /proc} at each call. No answer is a snapshot: a process born
 * while the table is read may be missing, so who must miss none asks until nothing new comes.
 */
public final class ProcessTable {

    private final ProcessFiles files;

    public ProcessTable() {
        this(Path.of("/proc"));
    }

    ProcessTable(Path root) {
        files = new ProcessFiles(root);
    }

    public Optional<ProcessInfo> find(long pid) {
        Stat stat = files.stat(pid);
        return stat == null ? Optional.empty() : Optional.of(describe(stat));
    }

    /** Zombies included. */
    public List<ProcessInfo> all() {
        List<ProcessInfo> all = new ArrayList<>();
        for (Stat stat : stats()) {
            all.add(describe(stat));
        }
        return all;
    }

    /**
     * Children, their children, and so on, nearest first, zombies included. What hung below a process that has ended is
     * no longer found this way. Costs by the threads of those processes where the kernel tells the children of a
     * thread, else by the processes of the machine.
     */
    public List<ProcessInfo> descendants(long pid) {
        LongFunction<List<Stat>> children = files.tellsChildren() ? this::children : childrenByScan();
        List<ProcessInfo> found = new ArrayList<>();
        List<Long> parents = new ArrayList<>(List.of(pid));
        Set<Long> seen = new HashSet<>(parents);
        for (int i = 0; i < parents.size(); i++) {
            for (Stat child : children.apply(parents.get(i))) {
                if (seen.add(child.pid())) {
                    parents.add(child.pid());
                    found.add(describe(child));
                }
            }
        }
        return found;
    }

    /**
     * The living processes of this user that were started with such a variable, this process too if it was. They are
     * found wherever they hang in the tree and whatever session they are in; those that can't be read are skipped.
     */
    public List<ProcessInfo> carrying(String variable, Predicate<String> value) {
        List<ProcessInfo> found = new ArrayList<>();
        for (long pid : files.pids()) {
            String carried = files.variable(pid, variable);
            Stat stat = carried != null && value.test(carried) && files.isOurs(pid) ? files.stat(pid) : null;
            if (stat != null && !stat.isDead()) {
                found.add(describe(stat));
            }
        }
        return found;
    }

    /** The value of a variable that a process was started with; empty if it had none, or can't be read. */
    public Optional<String> variable(long pid, String name) {
        return Optional.ofNullable(files.variable(pid, name));
    }

    /** Whether the process of that pid is the one that started then, and was stopped by a signal. */
    public boolean isStandingStill(long pid, long startTicks) {
        Stat stat = files.stat(pid);
        return stat != null && stat.startTicks() == startTicks && stat.state() == 'T';
    }

    /** @return -1 if there is no such process */
    long startTicks(long pid) {
        Stat stat = files.stat(pid);
        return stat == null ? -1 : stat.startTicks();
    }

    /** Whether the process of that pid is the one that started then, and is no zombie. */
    public boolean isAlive(long pid, long startTicks) {
        Stat stat = files.stat(pid);
        return stat != null && stat.startTicks() == startTicks && !stat.isDead();
    }

    private List<Stat> children(long pid) {
        List<Stat> children = new ArrayList<>();
        for (long child : files.children(pid)) {
            Stat stat = files.stat(child);
            if (stat != null && stat.parentPid() == pid) { // else the pid is another's by now
                children.add(stat);
            }
        }
        return children;
    }

    private LongFunction<List<Stat>> childrenByScan() {
        Map<Long, List<Stat>> byParent = new HashMap<>();
        for (Stat stat : stats()) {
            byParent.computeIfAbsent(stat.parentPid(), parent -> new ArrayList<>())
                    .add(stat);
        }
        return parent -> byParent.getOrDefault(parent, List.of());
    }

    private List<Stat> stats() {
        List<Stat> stats = new ArrayList<>();
        for (long pid : files.pids()) {
            Stat stat = files.stat(pid);
            if (stat != null) {
                stats.add(stat);
            }
        }
        return stats;
    }

    private ProcessInfo describe(Stat stat) {
        List<String> arguments = files.arguments(stat.pid());
        String line = arguments.isEmpty() ? "[" + stat.name() + "]" : ShellQuoting.render(arguments);
        return new ProcessInfo(stat.pid(), stat.parentPid(), stat.state(), stat.startTicks(), line);
    }
}
