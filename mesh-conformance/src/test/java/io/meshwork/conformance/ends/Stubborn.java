package io.meshwork.conformance.ends;

import io.meshwork.ActorMesh;
import io.meshwork.ProcMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ControlActor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.proc.Proc;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;

/** A member that would rather stay; it is the last proc of its mesh. */
enum Stubborn {

    /** None is. */
    NONE {
        @Override
        void plant(ProcMesh procs) {}
    },

    /** Stands still by SIGSTOP: hears neither its lease nor SIGTERM. */
    STOPPED {
        @Override
        void plant(ProcMesh procs) {
            procs.get(procs.size() - 1).suspend();
        }
    },

    /** Its control thread never comes back, so it does not hear StopAll; and SIGTERM it ignores. */
    DEAF {
        @Override
        void plant(ProcMesh procs) {
            ProcMesh last = last(procs);
            last.run(Stubborn::ignoreSigterm);
            last.spawn("deaf", Deaf.class).cast(new Deaf.Begin());
        }
    },

    /** A handler in an endless loop. */
    LOOPING {
        @Override
        void plant(ProcMesh procs) {
            ActorMesh<Looping> loops = last(procs).spawn("loops", Looping.class);
            loops.cast(new Looping.Begin());
        }
    },

    /** A helper in a session of its own whose parent has ended: no tree and no group has it any more. */
    SETSID {
        @Override
        void plant(ProcMesh procs) {
            last(procs).run(Stubborn::startDoubleForked);
        }
    };

    /** Returns when it is as stubborn as it will be. */
    abstract void plant(ProcMesh procs);

    private static ProcMesh last(ProcMesh procs) {
        return procs.range("procs", procs.size() - 1, procs.size());
    }

    private static void ignoreSigterm() throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Method handle = signal.getMethod("handle", signal, handler);
        handle.invoke(
                null,
                signal.getConstructor(String.class).newInstance("TERM"),
                handler.getField("SIG_IGN").get(null));
    }

    private static void startDoubleForked() throws IOException, InterruptedException {
        File nothing = new File("/dev/null");
        new ProcessBuilder("sh", "-c", "setsid sleep 600 &")
                .redirectInput(nothing)
                .redirectOutput(nothing)
                .redirectError(nothing)
                .start()
                .waitFor();
    }

    /** Holds the thread that control actors share. */
    static final class Deaf implements ControlActor {

        record Begin() implements Message<Deaf> {}

        /** For the check at the caller, which does not know of the proc that a control actor gets. */
        Deaf() {}

        Deaf(Proc proc) {}

        @Handler
        void begin(Begin message) {
            while (true) {
                Thread.onSpinWait();
            }
        }
    }

    /** Never comes back. */
    static final class Looping implements Actor {

        record Begin() implements Message<Looping> {}

        @Handler
        void begin(Begin message) {
            while (true) {
                Thread.onSpinWait();
            }
        }
    }
}
