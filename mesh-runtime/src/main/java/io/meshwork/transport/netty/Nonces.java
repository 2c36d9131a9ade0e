package io.meshwork.transport.netty;

import io.meshwork.failure.MeshException;
import io.meshwork.transport.HandshakeException;
import io.meshwork.transport.Preamble;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The parts of a handshake whose bytes others may see: hellos with a nonce, and proofs over both nonces. */
final class Nonces {

    static final int NONCE_BYTES = 16;
    static final int HELLO_BYTES = Preamble.HEAD_BYTES + NONCE_BYTES;
    static final int PROOF_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private Nonces() {}

    /** Magic, version, and a nonce never used before. */
    static byte[] freshHello() {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        byte[] hello = Arrays.copyOf(nonce, HELLO_BYTES);
        System.arraycopy(nonce, 0, hello, Preamble.HEAD_BYTES, NONCE_BYTES);
        Preamble.writeHead(hello);
        return hello;
    }

    static byte[] dialerProof(byte[] token, byte[] acceptorHello, byte[] dialerHello) {
        return proof(token, "dial", acceptorHello, dialerHello);
    }

    static byte[] acceptorProof(byte[] token, byte[] acceptorHello, byte[] dialerHello) {
        return proof(token, "accept", dialerHello, acceptorHello);
    }

    /** @throws HandshakeException unless the bytes from the offset on are the proof */
    static void requireProof(byte[] proof, byte[] said, int offset) {
        if (!MessageDigest.isEqual(proof, Arrays.copyOfRange(said, offset, offset + PROOF_BYTES))) {
            throw HandshakeException.stranger("the other end did not prove that it knows the token of this run");
        }
    }

    private static byte[] proof(byte[] token, String label, byte[] firstHello, byte[] secondHello) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(token, ALGORITHM));
            mac.update(label.getBytes(StandardCharsets.US_ASCII));
            mac.update(firstHello, Preamble.HEAD_BYTES, NONCE_BYTES);
            mac.update(secondHello, Preamble.HEAD_BYTES, NONCE_BYTES);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new MeshException("this JVM has no " + ALGORITHM, e);
        }
    }
}
