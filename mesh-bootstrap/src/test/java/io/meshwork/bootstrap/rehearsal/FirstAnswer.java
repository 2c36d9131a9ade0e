package io.meshwork.bootstrap.rehearsal;

import io.meshwork.ActorMesh;
import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.bootstrap.archive.ClassArchive;
import io.meshwork.config.Config;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import io.meshwork.transport.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Brings up a host and a proc, asks an actor, says what there is to say of the archive, and waits for the end of its stdin. */
final class FirstAnswer {

    private FirstAnswer() {}

    /** @param arguments of the proc's JVM */
    public static void main(String[] arguments) throws IOException {
        print("run " + Run.ofThisJvm().id());
        ClassArchive archive = ClassArchive.of(Config.ofThisJvm());
        Client client = Client.start("root");
        HostMesh hosts = HostMesh.allocate(
                client, new ProcessAllocator().allocate(AllocSpec.of(Extent.of("hosts", 1))), "hosts");
        ProcMesh procs =
                hosts.spawn("procs", Extent.unity(), ProcOptions.standard().jvmArgs(arguments));
        ActorMesh<Echo> echoes = procs.spawn("echo", Echo.class);
        print("answer " + echoes.get(0).call(new Echo.Say("hello")));
        archive.remarks(Map.of(hosts.get(0).pid(), "host", procs.get(0).pid(), "proc"))
                .forEach(FirstAnswer::print);
        print("up");
        Thread teller = new Thread(() -> tell(archive));
        teller.setDaemon(true);
        teller.start();
        while (System.in.read() >= 0) {
            // not yet
        }
        client.close();
        System.exit(0);
    }

    private static void tell(ClassArchive archive) {
        while (true) {
            String said = archive.remarks(Map.of()).get(0);
            if (said.contains("it was made, ") || said.contains("can't be made")) {
                archive.remarks(Map.of()).forEach(line -> print("archive " + line));
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static synchronized void print(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }
}
