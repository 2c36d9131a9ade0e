package io.meshwork.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.allocator.Reserve;
import io.meshwork.bootstrap.launch.Marks;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.proc.Signals;
import io.meshwork.transport.Run;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** After each test no process of this JVM's run is there, wherever it hangs, and no socket directory (J-2). */
final class NothingLeft implements AfterEachCallback {

    /** The living processes of this JVM's run. */
    static List<ProcessInfo> living() {
        return new ProcessTable().carrying(Marks.RUN_ID, Run.ofThisJvm().id()::equals);
    }

    /** What stands by for the next mesh is ended first: it would be there until the session is over. */
    @Override
    public void afterEach(ExtensionContext context) {
        Reserve.ofThisJvm().end();
        List<ProcessInfo> left = living();
        left.forEach(process -> process.signal(Signals.KILL));
        assertThat(left).as("processes of this run").isEmpty();
        assertThat(Run.ofThisJvm().directory()).doesNotExist();
    }
}
