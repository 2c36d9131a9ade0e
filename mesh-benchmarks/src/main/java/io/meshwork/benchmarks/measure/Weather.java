package io.meshwork.benchmarks.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the machine was like during a run: load, looked at each round, and stolen time over all of it. Of one thread. */
public final class Weather {

    private final Ticks start;
    private final List<Double> loads = new ArrayList<>();

    public Weather() throws IOException {
        start = Ticks.now();
        look();
    }

    public void look() throws IOException {
        loads.add(Machine.load());
    }

    public Series load() {
        return new Series(loads);
    }

    /** 0 to 1. */
    public double steal() throws IOException {
        return Ticks.now().stealSince(start);
    }
}
