package io.meshwork.actor;

import java.io.Serializable;

/** Code that is shipped to a proc, run there, and answers. Captured values travel like messages. */
@FunctionalInterface
public interface RemoteCallable<R> extends Serializable {
    R call() throws Exception;
}
