package it;

import io.meshwork.ProcMesh;
import io.meshwork.junit.MeshTest;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Each method is a way in which a test that has a mesh may end, and with some of them the JVM. */
@MeshTest
class EndTest {

    @BeforeAll
    static void first() {
        First.upAndDown();
    }

    @BeforeEach
    void up(ProcMesh procs) {
        Up.say(procs);
    }

    @Test
    void passes() {}

    @Test
    void fails() {
        throw new AssertionError("told to fail");
    }

    @Test
    @Timeout(value = 1, threadMode = ThreadMode.SAME_THREAD)
    void timesOut() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Test
    @Timeout(value = 1, threadMode = ThreadMode.SEPARATE_THREAD)
    void timesOutOnAThreadOfItsOwn() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Test
    void exits() {
        System.exit(7);
    }

    @Test
    void halts() {
        Runtime.getRuntime().halt(7);
    }

    /** Its JVM is ended from outside. */
    @Test
    void waits() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
