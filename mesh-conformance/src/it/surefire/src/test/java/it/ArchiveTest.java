package it;

import static org.awaitility.Awaitility.await;

import io.meshwork.ProcMesh;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.junit.MeshTest;
import java.io.File;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Once it has run, there is a class archive. */
@MeshTest
class ArchiveTest {

    @Test
    void isMadeBesideATest(ProcMesh procs) {
        File cache = new File(Config.ofThisJvm().text(Keys.CACHE_DIR));
        await().atMost(Duration.ofSeconds(100)).until(() -> cache.list((in, name) -> name.endsWith(".seal")).length == 1);
    }
}
