package io.meshwork.transport.netty;

import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.id.PortId;
import io.meshwork.transport.Connection;
import io.meshwork.transport.Inbound;
import io.meshwork.transport.Secret;
import io.meshwork.transport.Waiting;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.EnvelopeFormat;
import io.meshwork.wire.WireOutput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A process as a transport sees it: what it received and lost, for a test to wait for. */
final class Peer implements Inbound, AutoCloseable {

    static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;

    /** One call of {@link Inbound#lost}. */
    record Loss(Connection connection, io.meshwork.transport.Loss whole) {

        String reason() {
            return whole.reason();
        }

        /** All that came back, in order. */
        List<Envelope> unsent() {
            return whole.all();
        }
    }

    final Waiting<Envelope> received = new Waiting<>();
    final Waiting<Loss> losses = new Waiting<>();
    final NettyTransport transport;
    private final Kind kind;

    Peer(Kind kind, Secret secret) {
        this(kind, secret, Limits.of(MAX_FRAME_BYTES));
    }

    Peer(Kind kind, Secret secret, int maxFrameBytes, Duration patience) {
        this(kind, secret, Limits.of(maxFrameBytes).withPatience(patience));
    }

    Peer(Kind kind, Secret secret, Limits limits) {
        this.kind = kind;
        transport = new NettyTransport(kind, secret, limits, this);
    }

    Address listen(Path directory) {
        return transport.listen(
                kind.isUnix() ? new Address.Unix(directory.resolve("p.s").toString()) : null);
    }

    /** An address where nobody listens. */
    static Address nowhere(Kind kind, Path directory) {
        return kind.isUnix()
                ? new Address.Unix(directory.resolve("nobody.s").toString())
                : new Address.Tcp("127.0.0.1", 1);
    }

    static Envelope message(int number) {
        return message(number, new byte[0]);
    }

    /** A message with this number as its rank. */
    static Envelope message(int number, byte[] payload) {
        PortId to = ActorId.parse("to.p0@unix:/tmp/to.s").port(PortId.HANDLER);
        ActorId from = ActorId.parse("from.p1@unix:/tmp/from.s");
        return new Envelope(Envelope.Kind.MESSAGE, false, to, from, null, number, payload);
    }

    /** The envelope as it travels. */
    static byte[] framed(Envelope envelope) {
        WireOutput form = new WireOutput();
        EnvelopeFormat.write(envelope, form);
        WireOutput frame = new WireOutput();
        frame.writeInt(form.size());
        frame.writeRaw(form.toByteArray(), 0, form.size());
        return frame.toByteArray();
    }

    static List<Integer> numbers(List<Envelope> envelopes) {
        return envelopes.stream().map(Envelope::rank).toList();
    }

    @Override
    public void received(Envelope envelope) {
        received.add(envelope);
    }

    @Override
    public void lost(Connection connection, io.meshwork.transport.Loss loss) {
        losses.add(new Loss(connection, loss));
    }

    @Override
    public void close() {
        transport.close();
    }
}
