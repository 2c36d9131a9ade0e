package io.meshwork.bootstrap.handshake;

import io.meshwork.host.ProcSpec;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The procs of a boot spec: no codec is needed to read them. */
final class ProcSpecs {

    private ProcSpecs() {}

    static void write(List<ProcSpec> specs, WireOutput out) {
        out.writeVarInt(specs.size());
        for (ProcSpec spec : specs) {
            out.writeString(spec.name());
            out.writeString(spec.mesh());
            out.writeString(spec.extent().toString());
            out.writeVarInt(spec.rank());
            write(spec.options(), out);
        }
    }

    /* What differs by rank is in them already. */
    private static void write(ProcOptions options, WireOutput out) {
        writeWords(options.command(), out);
        out.writeString(options.java());
        out.writeVarInt(options.environment().size());
        for (Map.Entry<String, String> variable : options.environment().entrySet()) {
            out.writeString(variable.getKey());
            out.writeString(variable.getValue());
        }
        writeWords(options.jvmArgs(), out);
    }

    private static void writeWords(List<String> words, WireOutput out) {
        out.writeVarInt(words.size());
        for (String word : words) {
            out.writeString(word);
        }
    }

    static List<ProcSpec> read(WireInput in) {
        int count = in.readCount(8);
        List<ProcSpec> specs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = in.readString();
            String mesh = in.readString();
            Extent extent = Extent.parse(in.readString());
            specs.add(new ProcSpec(name, mesh, extent, in.readVarInt(), readOptions(in)));
        }
        return specs;
    }

    private static ProcOptions readOptions(WireInput in) {
        List<String> command = readWords(in);
        String java = in.readString();
        int variables = in.readCount(2);
        Map<String, String> environment = new LinkedHashMap<>();
        for (int i = 0; i < variables; i++) {
            environment.put(in.readString(), in.readString());
        }
        return new ProcOptions(command, java, environment, readWords(in), Map.of());
    }

    private static List<String> readWords(WireInput in) {
        int count = in.readCount(1);
        List<String> words = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            words.add(in.readString());
        }
        return words;
    }
}
