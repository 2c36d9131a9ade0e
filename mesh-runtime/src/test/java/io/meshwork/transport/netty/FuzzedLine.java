package io.meshwork.transport.netty;

import io.meshwork.id.Address;
import io.meshwork.transport.Preamble;
import io.meshwork.transport.RawPeer;
import io.meshwork.transport.Secret;
import io.meshwork.transport.session.Opening;
import io.meshwork.transport.session.SessionId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** A line to an acceptor, on which come, in between what a peer would send, all sorts of other things. */
final class FuzzedLine implements AutoCloseable {

    private static final int SESSIONS = 50;

    private final Random random;
    private final Kind kind;
    private final Secret secret;
    private final RawPeer raw;
    private byte[] rest = new byte[0];
    private boolean begun;
    private boolean over;

    FuzzedLine(Kind kind, Secret secret, Address at, Random random) throws IOException {
        this.kind = kind;
        this.secret = secret;
        this.random = random;
        raw = RawPeer.dial(at);
    }

    /** It has sent what no acceptor can bear, or half of something. */
    boolean isOver() {
        return over;
    }

    /** Sends one more frame, or half of one; the other half comes next. */
    void send() {
        if (!begun) {
            begun = true;
            begin();
        } else if (rest.length > 0) {
            raw.say(rest);
            rest = new byte[0];
        } else {
            frame();
        }
    }

    private void begin() {
        int choice = random.nextInt(20);
        if (choice == 0) {
            raw.say(noise(1 + random.nextInt(2000)));
            over = true;
        } else if (choice == 1) {
            byte[] otherVersion = kind.isUnix() ? Preamble.ofDialer(secret) : Nonces.freshHello();
            otherVersion[7] += (byte) (1 + random.nextInt(200));
            raw.say(otherVersion).say(noise(Nonces.PROOF_BYTES));
            over = true;
        } else {
            RawListener.prove(raw, Carrier.of(kind).dialling(secret));
            raw.say(opening());
        }
    }

    /* Mostly a new session; or one that others of this test have, with numbers that may be or may not. */
    private byte[] opening() {
        SessionId own = new SessionId(random.nextLong(), random.nextLong());
        SessionId shared = new SessionId(7, random.nextInt(SESSIONS));
        return switch (random.nextInt(8)) {
            case 0 -> new Opening(shared, random.nextBoolean() ? 0 : random.nextLong(), number()).framed();
            case 1 -> new Opening(own, random.nextLong(), number()).framed();
            case 2 -> mutated(new Opening(shared, 0, 1).framed());
            case 3 -> new Opening(shared, 0, 1).framed();
            default -> new Opening(own, 0, 1).framed();
        };
    }

    private long number() {
        long[] numbers = {0, 1, 2, -1, Long.MAX_VALUE, Long.MIN_VALUE, random.nextLong(), random.nextInt(100)};
        return numbers[random.nextInt(numbers.length)];
    }

    private void frame() {
        byte[] valid = Peer.framed(Peer.message(random.nextInt(100), new byte[random.nextInt(300)]));
        int choice = random.nextInt(100);
        if (choice < 70) {
            sayInHalves(valid);
        } else if (choice < 80) {
            raw.say(Flush.framed());
        } else if (choice < 90) {
            raw.say(mutated(valid));
        } else if (choice < 92) {
            raw.say(withLength(random.nextInt(1000)));
        } else if (choice < 94) {
            raw.say(ByteBuffer.allocate(4).putInt(random.nextInt()).array()).say(noise(random.nextInt(3000)));
        } else if (choice < 96) {
            raw.say(new byte[] {0, 0, 0, (byte) random.nextInt(3)}).say(noise(2));
        } else if (choice < 98) {
            raw.say(Arrays.copyOf(valid, random.nextInt(valid.length)));
            over = true;
        } else {
            raw.say(noise(random.nextInt(100_000)));
            over = true;
        }
    }

    private void sayInHalves(byte[] frame) {
        int half = random.nextInt(3) == 0 ? random.nextInt(frame.length) : frame.length;
        raw.say(Arrays.copyOf(frame, half));
        rest = Arrays.copyOfRange(frame, half, frame.length);
    }

    private byte[] withLength(int length) {
        return ByteBuffer.allocate(4 + length).putInt(length).put(noise(length)).array();
    }

    private byte[] mutated(byte[] frame) {
        byte[] changed = frame.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }
}
