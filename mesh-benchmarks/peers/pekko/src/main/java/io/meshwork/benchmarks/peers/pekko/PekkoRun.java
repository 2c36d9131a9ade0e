package io.meshwork.benchmarks.peers.pekko;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.meshwork.benchmarks.peers.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;

/**
 * Two actor systems in JVMs of their own, asked by a third here over Artery TCP.
 *
 * <p>Pekko starts no processes, so this program does: both at once and before its own system, each of which prints its
 * address and ends at a line on stdin. All else is as Pekko has it.
 */
public final class PekkoRun {
    private static final String NAME = "peer";
    private static final String ACTOR = "pid";
    private static final String ADDRESS = "address=";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private PekkoRun() {}

    /** Runs and exits; see {@link Run}. With the argument {@code remote} it is one of the two. */
    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            Run.of(PekkoRun::run);
        } else {
            remote();
        }
    }

    private static void run(Run run) throws Exception {
        Process one = start();
        Process two = start();
        ActorSystem system = ActorSystem.create(NAME, config());
        CompletionStage<Object> first = ask(system, address(one));
        CompletionStage<Object> second = ask(system, address(two));
        run.bothAnswered((Long) first.toCompletableFuture().get(), (Long)
                second.toCompletableFuture().get());
        close(one);
        close(two);
        end(system);
        run.closed();
    }

    private static void close(Process remote) throws IOException {
        try (OutputStream input = remote.getOutputStream()) {
            input.write('\n');
        }
    }

    private static Process start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), PekkoRun.class.getName(), "remote")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String address(Process remote) throws IOException {
        BufferedReader output = remote.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(ADDRESS)) {
                return line.substring(ADDRESS.length());
            }
        }
        throw new IOException("a remote system ended before it had an address: pid=" + remote.pid());
    }

    private static CompletionStage<Object> ask(ActorSystem system, String address) {
        return Patterns.ask(system.actorSelection(address + "/user/" + ACTOR), "pid?", PATIENCE);
    }

    private static void remote() throws Exception {
        ActorSystem system = ActorSystem.create(NAME, config());
        system.actorOf(Props.create(Pid.class), ACTOR);
        System.out.println(ADDRESS + ((ExtendedActorSystem) system).provider().getDefaultAddress());
        if (System.in.read() < 0) {
            Runtime.getRuntime().halt(1); // who started it is dead
        }
        end(system);
        System.exit(0);
    }

    private static void end(ActorSystem system) throws Exception {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get();
    }

    private static Config config() {
        return ConfigFactory.parseString("""
                        pekko.actor.provider = remote
                        pekko.remote.artery.transport = tcp
                        pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                        """).withFallback(ConfigFactory.load());
    }

    /** Answers whatever it is sent with the pid of its process. */
    static final class Pid extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchAny(any -> sender().tell(ProcessHandle.current().pid(), self()))
                    .build();
        }
    }
}
