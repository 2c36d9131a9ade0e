package io.meshwork.bootstrap.budget;

import io.meshwork.config.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The main of another run: takes so many MiB, says so, and holds them until its end. */
final class Claimer {

    static final String HAS = "has its memory";

    public static void main(String[] arguments) throws IOException {
        Config config = Config.of(Map.of("mesh.memory-budget", arguments[1]));
        Need need = new Need("another run", 1, Long.parseLong(arguments[2]));
        new Budget(new Claims(Path.of(arguments[0]))).take(need, config, () -> false);
        System.out.println(HAS);
        System.in.read();
    }
}
