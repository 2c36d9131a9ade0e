package io.meshwork.benchmarks.floor;

/** A bare JVM: it starts and ends. */
public final class Hello {

    private Hello() {}

    public static void main(String[] arguments) {}
}
