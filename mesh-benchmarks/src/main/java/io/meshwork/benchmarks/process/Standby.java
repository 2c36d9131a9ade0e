package io.meshwork.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How one talks to a floor program that stands by. */
final class Standby {

    private Standby() {}

    static void awaitReady(Process standby) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(standby.getInputStream(), StandardCharsets.US_ASCII));
        List<String> heard = new ArrayList<>();
        for (String line = lines.readLine(); !"ready".equals(line); line = lines.readLine()) {
            if (line == null) {
                throw new IOException("a standby ended before it was ready: said=" + heard);
            }
            heard.add(line);
        }
    }

    static void go(Process standby, String role) throws IOException {
        standby.getOutputStream().write((role + "\n").getBytes(StandardCharsets.US_ASCII));
        standby.getOutputStream().flush();
    }
}
