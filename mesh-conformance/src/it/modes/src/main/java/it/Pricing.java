package it;

/** What a user tests; its two halves are run in different processes. */
public final class Pricing {

    private Pricing() {}

    public static int inTheTest(int amount) {
        return amount * 2;
    }

    public static int inTheProc(int amount) {
        return amount * 3;
    }

    public static int nowhere(int amount) {
        return amount * 4;
    }
}
