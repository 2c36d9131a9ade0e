package io.meshwork.id;

import java.util.Objects;

/**
 * Where a process of the mesh takes connections, and no other one of its run does: what is known of an address is known of
 * that process.
 *
 * <p>Text form, which {@link #parse} reads back: {@code unix:/path/to/socket}, {@code tcp:127.0.0.1:4711#k0vn2c} or {@code
 * inproc:name}.
 */
public sealed interface Address {

    /** Tells it apart from others that had the same place before; 0 where a place is used once, or any will do. */
    default long incarnation() {
        return 0;
    }

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

    /**
     * A port, which the system gives to another process when the first has ended.
     *
     * @param port 1 to 65535
     * @param incarnation of the process that listens there; in the text in base 36. 0 for whichever does
     */
    record Tcp(String host, int port, long incarnation) implements Address {
        private static final int RADIX = Character.MAX_RADIX;

        /** Of whoever listens there. */
        public Tcp(String host, int port) {
            this(host, port, 0);
        }

        public Tcp {
            Objects.requireNonNull(host, "host");
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("address needs a port of 1 to 65535, got: " + port);
            }
        }

        private static Tcp parse(String text, String host, String rest) {
            int mark = rest.indexOf('#');
            try {
                int port = Integer.parseInt(mark < 0 ? rest : rest.substring(0, mark));
                long incarnation = mark < 0 ? 0 : Long.parseUnsignedLong(rest.substring(mark + 1), RADIX);
                return new Tcp(host, port, incarnation);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "not a port in address: accepted are tcp:host:port and tcp:host:port#incarnation, got: " + text,
                        e);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Tcp that
                    && port == that.port
                    && incarnation == that.incarnation
                    && host.equals(that.host);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * host.hashCode() + port) + Long.hashCode(incarnation);
        }

        @Override
        public String toString() {
            String place = "tcp:" + host + ":" + port;
            return incarnation == 0 ? place : place + "#" + Long.toUnsignedString(incarnation, RADIX);
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
            return Tcp.parse(text, text.substring(4, colon), text.substring(colon + 1));
        }
        throw new IllegalArgumentException(
                "not an address: accepted are unix:/path, tcp:host:port, tcp:host:port#incarnation and inproc:name, got: "
                        + text);
    }
}
