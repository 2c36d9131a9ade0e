package io.meshwork.junit;

import io.meshwork.failure.MeshException;
import io.meshwork.proc.Jvm;
import io.meshwork.shape.Extent;
import java.util.ArrayList;
import java.util.List;

/** What a class has said of its meshes, by {@link MeshTest} or {@link MeshExtension}, as it stands there. */
record Said(
        int hosts,
        int procs,
        String hostExtent,
        String procExtent,
        Mode mode,
        List<Requirement> requires,
        Jvm jvm,
        List<String> jvmArgs,
        Scope scope) {

    static final Said NOTHING = new Said(
            MeshTest.UNSAID, MeshTest.UNSAID, "", "", Mode.AS_SET, List.of(), Jvm.QUICK_START, List.of(), Scope.CLASS);

    Said {
        requires = List.copyOf(requires);
        jvmArgs = List.copyOf(jvmArgs);
    }

    static Said by(MeshTest annotation) {
        return new Said(
                annotation.hosts(),
                annotation.procs(),
                annotation.hostExtent(),
                annotation.procExtent(),
                annotation.mode(),
                List.of(annotation.requires()),
                annotation.jvm(),
                List.of(annotation.jvmArgs()),
                annotation.scope());
    }

    Said hosts(int changed) {
        return new Said(changed, procs, hostExtent, procExtent, mode, requires, jvm, jvmArgs, scope);
    }

    Said procs(int changed) {
        return new Said(hosts, changed, hostExtent, procExtent, mode, requires, jvm, jvmArgs, scope);
    }

    Said hostExtent(String changed) {
        return new Said(hosts, procs, changed, procExtent, mode, requires, jvm, jvmArgs, scope);
    }

    Said procExtent(String changed) {
        return new Said(hosts, procs, hostExtent, changed, mode, requires, jvm, jvmArgs, scope);
    }

    Said mode(Mode changed) {
        return new Said(hosts, procs, hostExtent, procExtent, changed, requires, jvm, jvmArgs, scope);
    }

    Said requires(List<Requirement> changed) {
        return new Said(hosts, procs, hostExtent, procExtent, mode, changed, jvm, jvmArgs, scope);
    }

    Said jvm(Jvm changed) {
        return new Said(hosts, procs, hostExtent, procExtent, mode, requires, changed, jvmArgs, scope);
    }

    Said jvmArgs(List<String> changed) {
        return new Said(hosts, procs, hostExtent, procExtent, mode, requires, jvm, changed, scope);
    }

    Said scope(Scope changed) {
        return new Said(hosts, procs, hostExtent, procExtent, mode, requires, jvm, jvmArgs, changed);
    }

    /** One that contradicts itself does not: it is refused. */
    boolean needsProcesses() {
        return requires.contains(Requirement.PROCESSES) && mode != Mode.IN_PROCESS;
    }

    /** @throws MeshException if there is no such mesh */
    MeshSpec spec() {
        Extent ofHosts = MeshShape.extent("hosts", hosts, hostExtent).orElseGet(() -> MeshShape.count("hosts", 1));
        Extent ofProcs = MeshShape.extent("procs", procs, procExtent).orElseGet(() -> MeshShape.count("procs", 1));
        MeshShape shape = new MeshShape(ofHosts, ofProcs, arguments());
        shape.procsSpec().options();
        return new MeshSpec(shape, mode, requires, scope);
    }

    /* The standard ones are not said: what differs in nothing may stand by. */
    private List<String> arguments() {
        List<String> all = new ArrayList<>(jvm == Jvm.QUICK_START ? List.of() : jvm.arguments());
        all.addAll(jvmArgs);
        return all;
    }
}
