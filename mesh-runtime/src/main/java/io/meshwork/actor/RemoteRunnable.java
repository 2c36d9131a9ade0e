package io.meshwork.actor;

import java.io.Serializable;

/** Code that is shipped to a proc and run there. Captured values travel like messages. */
@FunctionalInterface
public interface RemoteRunnable extends Serializable {
    void run() throws Exception;
}
