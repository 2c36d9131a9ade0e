package io.meshwork.bootstrap.child;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.ActorSpec;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.actor.Surroundings;
import io.meshwork.bootstrap.handshake.BootSpec;
import io.meshwork.bootstrap.handshake.Frames;
import io.meshwork.bootstrap.handshake.Hello;
import io.meshwork.bootstrap.handshake.Lease;
import io.meshwork.bootstrap.handshake.StartProc;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.failure.MeshFailure;
import io.meshwork.gateway.DataPlane;
import io.meshwork.gateway.Gateway;
import io.meshwork.host.HostAgent;
import io.meshwork.host.ProcNews;
import io.meshwork.host.Trampoline;
import io.meshwork.id.ProcId;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.Port;
import io.meshwork.proc.Proc;
import io.meshwork.proc.ProcAgent;
import io.meshwork.proc.RankStatus;
import io.meshwork.shape.Extent;
import io.meshwork.transport.Run;
import io.meshwork.transport.link.Link;
import io.meshwork.transport.link.LinkEvents;
import io.meshwork.transport.link.LinkListener;
import io.meshwork.transport.link.LinkLoop;
import io.meshwork.value.Status;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.EnvelopeFormat;
import io.meshwork.wire.Sender;
import io.meshwork.wire.Undeliverable;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The part of a child, played once in this JVM by the code that will play it, for a parent and a client that are here too:
 * hello, a proc, a host, an actor, calls, and an end in order. Then that code is loaded and has run, and nothing else is
 * left of it: sockets, threads and names were its own. Nobody's code but the harness's has a part in it (SB-1).
 */
final class DryRun implements LinkEvents, AutoCloseable {

    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final int CALLS = 5;

    private final BootSpec spec;
    private final Run run;
    private final Config config;
    private final DataPlane data;
    private final Gateway gateway;
    private final Surroundings surroundings;
    private final Instance client;
    private final LinkLoop loop = LinkLoop.start("mesh-dry-link");
    private final CompletableFuture<ProcId> started = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private volatile @Nullable Link child;
    private volatile @Nullable ProcId proc;

    private DryRun(BootSpec spec) {
        this.spec = spec;
        run = Run.inherited(spec.runId(), spec.secret(), spec.socketDirectory());
        config = Config.ofChild(spec.config()).with(Keys.NETS, "none");
        data = new DataPlane(run, config, spec.launchId() + "q");
        gateway = new Gateway(data.address(), data);
        data.attach(gateway);
        surroundings = Surroundings.start("mesh-dry", gateway, config);
        ProcId own = new ProcId("dry", gateway.self());
        client = new Proc(own, Extent.unity(), 0, gateway, surroundings, config).join("dry", new Deaf());
    }

    /**
     * Takes some tenths of a second.
     *
     * @throws Exception if something went wrong; what there was is gone all the same
     */
    static void of(BootSpec spec) throws Exception {
        try (DryRun dry = new DryRun(spec)) {
            dry.play();
        }
    }

    private void play() throws Exception {
        LinkListener listener = loop.listen(run.socketPath(spec.launchId() + "q.l"), run.secret(), this);
        Thread player = new Thread(() -> playPart(listener), "mesh-dry");
        player.setDaemon(true);
        player.start();
        ProcId id = started.get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
        data.get();
        standUpHost(id);
        call(id);
        WireOutput reason = new WireOutput();
        reason.writeString("it was played to its end");
        Link link = child;
        if (link != null) {
            link.send(Frames.STOP, reason);
        }
        ended.get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
        listener.close();
    }

    private void playPart(LinkListener listener) {
        BootSpec part = new BootSpec(
                spec.runId(),
                spec.secret(),
                spec.socketDirectory(),
                spec.launchId() + "r",
                spec.chain(),
                listener.path(),
                true,
                spec.output(),
                spec.handedDown(),
                config.handedDown(),
                List.of());
        try {
            ended.complete(new ChildMain(part, Lease.ofNobody(), System.nanoTime(), null).run());
        } catch (Throwable e) {
            started.completeExceptionally(e);
            ended.completeExceptionally(e);
        }
    }

    private void standUpHost(ProcId id) {
        try (Port<Trampoline.Report> reports = client.openPort(Trampoline.Report.class);
                Port<ProcNews> news = client.openPort(ProcNews.class)) {
            create(id, "trampoline", Trampoline.class, reports.ref(), news.ref());
            reports.receive(BOUND);
            HostAgent.at(id.address(), client).call(new HostAgent.GetHostStatus(), BOUND);
        }
    }

    private void call(ProcId id) {
        create(id, "echo", Echo.class);
        ActorRef<Echo> echo = new ActorRef<>(id.actor("echo"), Echo.class, client);
        for (int number = 0; number < CALLS; number++) {
            echo.send(new Echo.Hear(number));
            echo.call(new Echo.Say("word"), BOUND);
        }
        ProcAgent.of(id, client).call(new ProcAgent.GetActors(), BOUND);
    }

    private void create(ProcId id, String name, Class<?> type, Object... arguments) {
        ActorSpec actor = new ActorSpec(
                name, name, type.getName(), client.encode(arguments), Extent.of("dry", 1), 0, null, List.of());
        try (Port<RankStatus> updates = client.openPort(RankStatus.class)) {
            ProcAgent.of(id, client)
                    .call(new ProcAgent.CreateOrUpdate(actor, updates.ref(), new Status.Running()), BOUND);
            updates.receive(BOUND);
        }
    }

    @Override
    public void frame(Link link, int type, WireInput body) {
        switch (type) {
            case Frames.HELLO -> hello(link, Hello.read(body));
            case Frames.STARTED_PROC -> started.complete(proc);
            case Frames.ENVELOPE -> gateway.post(EnvelopeFormat.read(body));
            default -> {
                // its bye: the end is seen
            }
        }
    }

    private void hello(Link link, Hello hello) {
        ProcId id = new ProcId("part", hello.address());
        proc = id;
        child = link;
        gateway.link(hello.address(), new ToChild(link));
        link.send(Frames.START_PROC, new StartProc(id, Extent.of("dry", 1), 0).toBody());
    }

    @Override
    public void closed(Link link, @Nullable String reason) {}

    @Override
    public void close() {
        data.close();
        loop.close();
        surroundings.close();
    }

    private record ToChild(Link link) implements Sender {
        @Override
        public void post(Envelope envelope) {
            Frames.send(link, envelope);
        }
    }

    /** Nothing comes back, and nothing fails: else there is no answer, which is waited for under a bound. */
    private static final class Deaf implements Instance.Events {
        @Override
        public void undeliverable(Supplier<Undeliverable> returned) {}

        @Override
        public void failed(MeshFailure failure) {}
    }

    /** What is called. */
    static final class Echo implements Actor {

        record Say(String text) implements Request<Echo, String> {}

        record Hear(long number) implements Message<Echo> {}

        private long heard;

        @Handler
        String say(Say ask) {
            return ask.text() + heard;
        }

        @Handler
        void hear(Hear message) {
            heard += message.number();
        }
    }
}
