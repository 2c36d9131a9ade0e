package io.meshwork.benchmarks.peers.dunit;

import io.meshwork.benchmarks.peers.Run;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.geode.test.dunit.AsyncInvocation;
import org.apache.geode.test.dunit.SerializableCallableIF;
import org.apache.geode.test.dunit.VM;
import org.apache.geode.test.dunit.internal.DUnitLauncher;

/**
 * Two VMs of DUnit, as its {@code DistributedRule} has them, and the locator it needs besides: three processes, the
 * locator first.
 *
 * <p>DUnit has no call that closes: its VMs live until the JVM that started them exits. {@code closed} is marked
 * after what its rules do at the end of a test, a look into its logs; the VMs are killed by {@link Run} afterwards, and
 * what they wrote into the working directory is deleted.
 */
public final class DUnitRun {
    private static final SerializableCallableIF<Long> PID =
            () -> ProcessHandle.current().pid();

    private DUnitRun() {}

    /** Runs and exits; see {@link Run}. */
    public static void main(String[] args) {
        Run.of(run -> {
            absoluteClassPath();
            DUnitLauncher.launchIfNeeded(2);
            AsyncInvocation<Long> first = VM.getVM(0).invokeAsync(PID);
            AsyncInvocation<Long> second = VM.getVM(1).invokeAsync(PID);
            run.bothAnswered(first.get(), second.get());
            DUnitLauncher.closeAndCheckForSuspects();
            run.closedAsFarAsItGoes();
            for (String vm : List.of("locator", "vm0", "vm1")) {
                delete(Path.of(DUnitLauncher.DUNIT_DIR, vm));
                delete(Path.of("dunit_suspect-" + vm + ".log"));
            }
            new File(DUnitLauncher.DUNIT_DIR).delete(); // if nothing else is in it
        });
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (Stream<Path> inside = Files.list(path)) {
                for (Path each : inside.toList()) {
                    delete(each);
                }
            }
        }
        Files.deleteIfExists(path);
    }

    /** The VMs get this one's class path as it is written, and directories of their own to read it in. */
    private static void absoluteClassPath() {
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
        System.setProperty(
                "java.class.path",
                Arrays.stream(entries)
                        .map(entry -> new File(entry).getAbsolutePath())
                        .collect(Collectors.joining(File.pathSeparator)));
    }
}
