package io.meshwork.conformance.ends;

import io.meshwork.HostMesh;
import io.meshwork.SpawnException;
import io.meshwork.actor.Actor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.util.concurrent.CountDownLatch;

/** What goes wrong between the start of a mesh and its end, or how that end is taken. */
enum Trouble {
    NONE {
        @Override
        void strike(MeshLife life) {}
    },

    PROC_KILLED {
        @Override
        void strike(MeshLife life) {
            life.anyProc().kill();
        }
    },

    HOST_KILLED {
        @Override
        void strike(MeshLife life) {
            life.hosts().get(0).kill();
        }
    },

    PROC_SUSPENDED {
        @Override
        void strike(MeshLife life) {
            life.anyProc().suspend();
        }
    },

    HOST_SUSPENDED {
        @Override
        void strike(MeshLife life) {
            life.hosts().get(0).suspend();
        }
    },

    PROC_EXITS {
        @Override
        void strike(MeshLife life) {
            life.anyProc().exit(life.random().nextInt(256));
        }
    },

    HANDLER_BLOCKED {
        @Override
        void strike(MeshLife life) {
            life.procs().spawn("blocks", Blocking.class).cast(new Blocking.Begin());
        }
    },

    PROC_DEAF {
        @Override
        void strike(MeshLife life) {
            Stubborn.DEAF.plant(life.procs());
        }
    },

    CHILD_LEFT {
        @Override
        void strike(MeshLife life) {
            life.procs().run(() -> new ProcessBuilder("sleep", "600").start());
        }
    },

    SETSID_LEFT {
        @Override
        void strike(MeshLife life) {
            Stubborn.SETSID.plant(life.procs());
        }
    },

    COMMAND_DIES {
        @Override
        void strike(MeshLife life) {
            try {
                life.hosts().spawn("p1", Extent.unity(), ProcOptions.standard().command("false"));
                throw new AssertionError("spawned with a command that ends at once");
            } catch (SpawnException expected) {
                // that is the claim
            }
        }
    },

    SPAWN_UNDER_WAY {
        @Override
        void strike(MeshLife life) {
            life.beside(() -> life.hosts().spawn("p1", Extent.unity()));
            life.linger(life.random().nextInt(200));
        }
    },

    SPAWN_INTERRUPTED {
        @Override
        void strike(MeshLife life) {
            Thread spawns = life.beside(() -> life.hosts().spawn("p1", Extent.unity()));
            life.linger(life.random().nextInt(300));
            spawns.interrupt();
        }
    },

    SHUTDOWN_TWICE {
        @Override
        void strike(MeshLife life) {
            life.beside(() -> life.hosts().shutdown());
        }
    },

    CLIENT_CLOSED {
        @Override
        void strike(MeshLife life) {}

        @Override
        void end(MeshLife life) {
            life.client().close();
        }
    },

    STOPPED_AND_ATTACHED {
        @Override
        void strike(MeshLife life) {}

        @Override
        void end(MeshLife life) {
            life.hosts().stop();
            HostMesh again = HostMesh.attach(life.client(), life.hosts().refs());
            again.spawn("p0", Extent.unity());
            again.shutdown();
        }
    };

    /** Returns when it has struck, or is under way. */
    abstract void strike(MeshLife life);

    /** Takes the mesh down. */
    void end(MeshLife life) {
        life.hosts().shutdown();
    }

    /** Its handler never ends. */
    static final class Blocking implements Actor {

        record Begin() implements Message<Blocking> {}

        @Handler
        void begin(Begin message) {
            CountDownLatch never = new CountDownLatch(1);
            while (true) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    // it is as stubborn as that
                }
            }
        }
    }
}
