package io.meshwork.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** How one talks to a floor program that stands by. */
final class Standby {

    private Standby() {}

    static void awaitReady(Process standby) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(standby.getInputStream(), StandardCharsets.US_ASCII));
        String line = lines.readLine();
        if (!"ready".equals(line)) {
            throw new IOException("a standby is not ready: line=" + line);
        }
    }

    static void go(Process standby, String role) throws IOException {
        standby.getOutputStream().write((role + "\n").getBytes(StandardCharsets.US_ASCII));
        standby.getOutputStream().flush();
    }
}
