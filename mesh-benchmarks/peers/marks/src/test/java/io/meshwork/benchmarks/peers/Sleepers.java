package io.meshwork.benchmarks.peers;

import java.util.concurrent.CountDownLatch;

/** A peer of two processes that answer nothing: how it goes on is its argument. */
final class Sleepers {
    private Sleepers() {}

    public static void main(String[] args) {
        Run.of(run -> {
            Process one = sleep();
            Process two = sleep();
            run.bothAnswered(one.pid(), two.pid());
            switch (args[0]) {
                case "closes" -> {
                    one.destroy();
                    two.destroy();
                    run.closed();
                }
                case "leaves-a-third" -> {
                    sleep();
                    one.destroy();
                    two.destroy();
                    run.closed();
                }
                case "fails" -> throw new IllegalStateException("half way");
                default -> new CountDownLatch(1).await();
            }
        });
    }

    private static Process sleep() throws Exception {
        Process process = new ProcessBuilder("sleep", "600").start();
        System.out.println("pid=" + process.pid());
        return process;
    }
}
