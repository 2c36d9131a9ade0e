package it;

import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.junit.MeshTest;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Half of what it asks for is up when the other half can't be had. */
@MeshTest
class FailingBeforeAllTest {

    @BeforeAll
    static void comesUpByHalf(HostMesh hosts, ProcMesh procs) {
        Up.say(procs);
        ProcOptions refused = ProcOptions.standard().jvmArgs("-XX:+NoSuchFlag");
        hosts.spawn("half", Extent.of("half", 2), ProcOptions.standard().rank(1, refused));
    }

    @Test
    void isNeverReached() {}
}
