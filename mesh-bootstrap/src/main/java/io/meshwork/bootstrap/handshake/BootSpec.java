package io.meshwork.bootstrap.handshake;

import io.meshwork.bootstrap.process.HandedDown;
import io.meshwork.config.Layer;
import io.meshwork.config.Setting;
import io.meshwork.config.Settings;
import io.meshwork.failure.MeshException;
import io.meshwork.host.ProcSpec;
import io.meshwork.transport.Secret;
import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a process is to become, told to it on its stdin: a length of 4 bytes, then at most 32 KiB. It holds the run's
 * secret, so it stands in no argument and no environment.
 *
 * @param runId of the run
 * @param socketDirectory of the run
 * @param launchId of this process, fresh per started process
 * @param chain the run, launch ids of its ancestors and its own: {@code run/a1/a1b7}
 * @param link the socket of the parent's control link
 * @param servesData whether it takes data before it is ready, as in a rehearsal; else from when somebody has much to say
 * @param output where it and its children print to files, and what it prints has times; null where its parent reads it
 * @param handedDown what every JVM of the run is started with
 * @param config what the parent hands down of its settings
 * @param procs that it is to start at once, before anybody asks for them; left out where they make this too long
 * @param standby how many children it has stand by while it stands by itself, until it is told again on its stdin;
 *     {@link #COMES_UP} if it doesn't
 * @param rehearses whether it rehearses what it may become, before it waits; not where it is wanted soon
 */
public record BootSpec(
        String runId,
        Secret secret,
        Path socketDirectory,
        String launchId,
        String chain,
        Path link,
        boolean servesData,
        @Nullable Path output,
        HandedDown handedDown,
        Settings config,
        List<ProcSpec> procs,
        int standby,
        boolean rehearses) {

    /** Of a child that comes up at once. */
    public static final int COMES_UP = -1;
    /** The longest there may be, without the length in front. */
    public static final int MOST_BYTES = 32 * 1024;
    /** How many bytes the length in front has. */
    public static final int LENGTH_BYTES = 4;

    private static final int MAGIC = 0x4d455348;

    /** Of a child that comes up at once. */
    public BootSpec(
            String runId,
            Secret secret,
            Path socketDirectory,
            String launchId,
            String chain,
            Path link,
            boolean servesData,
            @Nullable Path output,
            HandedDown handedDown,
            Settings config,
            List<ProcSpec> procs) {
        this(
                runId,
                secret,
                socketDirectory,
                launchId,
                chain,
                link,
                servesData,
                output,
                handedDown,
                config,
                procs,
                COMES_UP,
                false);
    }

    /** Whether it is told again what to become, and waits for that. */
    public boolean standsBy() {
        return standby != COMES_UP;
    }

    /** Length and content. */
    public byte[] toBytes() {
        WireOutput body = body(procs);
        if (body.size() > MOST_BYTES && !procs.isEmpty()) {
            body = body(List.of());
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

    private WireOutput body(List<ProcSpec> named) {
        WireOutput body = new WireOutput(1024);
        body.writeInt(MAGIC);
        body.writeString(runId);
        body.writeBytes(secret.bytes());
        body.writeString(socketDirectory.toString());
        body.writeString(launchId);
        body.writeString(chain);
        body.writeString(link.toString());
        body.writeBoolean(servesData);
        body.writeString(output != null ? output.toString() : "");
        writeHandedDown(body);
        writeConfig(body);
        ProcSpecs.write(named, body);
        body.writeVarInt(standby - COMES_UP);
        body.writeBoolean(rehearses);
        return body;
    }

    private void writeHandedDown(WireOutput body) {
        body.writeVarInt(handedDown.inherited().size());
        for (String flag : handedDown.inherited()) {
            body.writeString(flag);
        }
        String libraryPath = handedDown.libraryPath();
        body.writeString(libraryPath != null ? libraryPath : "");
        Path archive = handedDown.archive();
        body.writeString(archive != null ? archive.toString() : "");
    }

    private void writeConfig(WireOutput body) {
        body.writeVarInt(config.all().size());
        for (Setting setting : config.all()) {
            body.writeString(setting.name());
            body.writeString(setting.value());
            body.writeBoolean(setting.layer() == Layer.OVERRIDE);
            body.writeString(setting.where());
        }
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
            String output = in.readString();
            HandedDown handedDown = readHandedDown(in);
            Settings config = readConfig(in);
            List<ProcSpec> procs = ProcSpecs.read(in);
            int standby = in.readVarInt() + COMES_UP;
            boolean rehearses = in.readBoolean();
            in.requireEnd();
            Path printed = output.isEmpty() ? null : Path.of(output);
            return new BootSpec(
                    runId,
                    secret,
                    directory,
                    launchId,
                    chain,
                    link,
                    servesData,
                    printed,
                    handedDown,
                    config,
                    procs,
                    standby,
                    rehearses);
        } catch (IllegalArgumentException e) {
            throw new WireFormatException("not a boot spec: " + e.getMessage(), e);
        }
    }

    private static HandedDown readHandedDown(WireInput in) {
        List<String> inherited = readFlags(in);
        String libraryPath = in.readString();
        String archive = in.readString();
        return new HandedDown(
                inherited, libraryPath.isEmpty() ? null : libraryPath, archive.isEmpty() ? null : Path.of(archive));
    }

    private static List<String> readFlags(WireInput in) {
        int count = in.readCount(1);
        List<String> flags = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            flags.add(in.readString());
        }
        return flags;
    }

    private static Settings readConfig(WireInput in) {
        int count = in.readCount(4);
        List<Setting> config = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = in.readString();
            String value = in.readString();
            Layer layer = in.readBoolean() ? Layer.OVERRIDE : Layer.PUSHED;
            config.add(new Setting(name, value, layer, in.readString()));
        }
        return new Settings(config);
    }

    @Override
    public String toString() {
        return "BootSpec[run=" + runId + " chain=" + chain + "]";
    }
}
