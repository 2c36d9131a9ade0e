package io.meshwork.mailbox;

/** The process that an instance lives in, as that one sees it. */
public interface OwnProcess {

    /** The process of this JVM. Its exit is on a thread of its own, on which shutdown hooks may take their time. */
    OwnProcess JVM = new OwnProcess() {
        @Override
        public long pid() {
            return ProcessHandle.current().pid();
        }

        @Override
        public void exit(int code) {
            new Thread(() -> System.exit(code), "mesh-exit").start();
        }
    };

    long pid();

    /** Ends it, whatever its actors do. Returns at once. */
    void exit(int code);
}
