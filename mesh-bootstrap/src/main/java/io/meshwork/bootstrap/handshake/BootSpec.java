package io.meshwork.bootstrap.handshake;

import io.meshwork.failure.MeshException;
import io.meshwork.transport.Secret;
import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a process is to become, told to it on its stdin: a length of 4 bytes, then at most 32 KiB. It holds the run's
 * secret, so it stands in no argument and no environment.
 *
 * @param runId of the run
 * @param socketDirectory of the run
 * @param launchId of this process, fresh per started process
 * @param chain the run, launch ids of its ancestors and its own: {@code run/a1/a1b7}
 * @param link the socket of the parent's control link
 * @param servesData whether it takes data before it is ready; a host does not
 * @param inherited flags of the test JVM that every JVM of the run takes over
 * @param config effective settings of the parent
 */
public record BootSpec(
        String runId,
        Secret secret,
        Path socketDirectory,
        String launchId,
        String chain,
        Path link,
        boolean servesData,
        List<String> inherited,
        Map<String, String> config) {

    /** The longest there may be, without the length in front. */
    public static final int MOST_BYTES = 32 * 1024;
    /** How many bytes the length in front has. */
    public static final int LENGTH_BYTES = 4;

    private static final int MAGIC = 0x4d455348;

    /** Length and content. */
    public byte[] toBytes() {
        WireOutput body = new WireOutput(1024);
        body.writeInt(MAGIC);
        body.writeString(runId);
        body.writeBytes(secret.bytes());
        body.writeString(socketDirectory.toString());
        body.writeString(launchId);
        body.writeString(chain);
        body.writeString(link.toString());
        body.writeBoolean(servesData);
        body.writeVarInt(inherited.size());
        for (String flag : inherited) {
            body.writeString(flag);
        }
        body.writeVarInt(config.size());
        for (Map.Entry<String, String> setting : config.entrySet()) {
            body.writeString(setting.getKey());
            body.writeString(setting.getValue());
        }
        if (body.size() > MOST_BYTES) {
            throw new MeshException("boot spec too large: bytes=" + body.size() + " limit=" + MOST_BYTES
                    + "; it holds settings and inherited flags: set fewer or shorter properties under mesh.");
        }
        WireOutput whole = new WireOutput(body.size() + LENGTH_BYTES);
        whole.writeInt(body.size());
        byte[] content = body.toByteArray();
        whole.writeRaw(content, 0, content.length);
        return whole.toByteArray();
    }

    /**
     * @param content without the length in front
     * @throws WireFormatException if it is no boot spec
     */
    public static BootSpec parse(byte[] content) {
        WireInput in = new WireInput(content);
        if (in.remaining() < 4 || in.readInt() != MAGIC) {
            throw new WireFormatException("not a boot spec: no magic number at its beginning");
        }
        try {
            String runId = in.readString();
            Secret secret = Secret.of(in.readBytes());
            Path directory = Path.of(in.readString());
            String launchId = in.readString();
            String chain = in.readString();
            Path link = Path.of(in.readString());
            boolean servesData = in.readBoolean();
            List<String> inherited = readFlags(in);
            Map<String, String> config = readConfig(in);
            in.requireEnd();
            return new BootSpec(runId, secret, directory, launchId, chain, link, servesData, inherited, config);
        } catch (IllegalArgumentException e) {
            throw new WireFormatException("not a boot spec: " + e.getMessage(), e);
        }
    }

    private static List<String> readFlags(WireInput in) {
        int count = in.readCount(1);
        List<String> flags = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            flags.add(in.readString());
        }
        return flags;
    }

    private static Map<String, String> readConfig(WireInput in) {
        int count = in.readCount(2);
        Map<String, String> config = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            config.put(in.readString(), in.readString());
        }
        return config;
    }

    @Override
    public String toString() {
        return "BootSpec[run=" + runId + " chain=" + chain + "]";
    }
}
