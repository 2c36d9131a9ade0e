package io.meshwork.id;

import java.util.Objects;

/**
 * Where a process of the mesh takes connections.
 *
 * <p>Text form, which {@link #parse} reads back: {@code unix:/path/to/socket}, {@code tcp:127.0.0.1:4711} or {@code
 * inproc:name}.
 */
public sealed interface Address {

    /** @param path absolute path of a Unix domain socket, at most 107 bytes for the kernel */
    record Unix(String path) implements Address {
        public Unix {
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException("address needs an absolute path: unix:/path, got: unix:" + path);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Unix that && path.equals(that.path);
        }

        @Override
        public int hashCode() {
            return path.hashCode();
        }

        @Override
        public String toString() {
            return "unix:".concat(path);
        }
    }

    /** @param port 1 to 65535 */
    record Tcp(String host, int port) implements Address {
        public Tcp {
            Objects.requireNonNull(host, "host");
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("address needs a port of 1 to 65535, got: " + port);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Tcp that && port == that.port && host.equals(that.host);
        }

        @Override
        public int hashCode() {
            return 31 * host.hashCode() + port;
        }

        @Override
        public String toString() {
            return "tcp:" + host + ":" + port;
        }
    }

    /**
     * Of a process that has no OS process of its own: it takes no connections, and is reached within its JVM alone.
     *
     * @param name unique in the run
     */
    record InProcess(String name) implements Address {
        public InProcess {
            Names.require("process", name);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof InProcess that && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public String toString() {
            return "inproc:".concat(name);
        }
    }

    /** @throws IllegalArgumentException if the text is no address */
    static Address parse(String text) {
        if (text.startsWith("inproc:")) {
            return new InProcess(text.substring(7));
        }
        if (text.startsWith("unix:")) {
            return new Unix(text.substring(5));
        }
        int colon = text.lastIndexOf(':');
        if (text.startsWith("tcp:") && colon > 4) {
            try {
                return new Tcp(text.substring(4, colon), Integer.parseInt(text.substring(colon + 1)));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("not a port in address: " + text, e);
            }
        }
        throw new IllegalArgumentException(
                "not an address: accepted are unix:/path, tcp:host:port and inproc:name, got: " + text);
    }
}
