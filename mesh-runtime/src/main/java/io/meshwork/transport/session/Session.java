package io.meshwork.transport.session;

/** What an acceptor remembers of one that dials it: how many of its envelopes it has received. */
public final class Session {

    /** The connection that a session is on. */
    @FunctionalInterface
    public interface Holder {

        /** The session goes on elsewhere: nothing more is read here. */
        void replaced();
    }

    private static final Holder NOBODY = new Nobody();

    private final SessionId id;
    private Holder holder = NOBODY;
    private long received;

    Session(SessionId id) {
        this.id = id;
    }

    SessionId id() {
        return id;
    }

    /** One more has come whole. */
    public void count() {
        received++;
    }

    /** The number of the last one that has come. */
    public long received() {
        return received;
    }

    void hold(Holder by) {
        Holder before = holder;
        holder = by;
        before.replaced();
    }

    /** @return false if it was not the holder any more */
    boolean release(Holder by) {
        if (holder != by) {
            return false;
        }
        holder = NOBODY;
        return true;
    }

    private static final class Nobody implements Holder {
        @Override
        public void replaced() {}
    }
}
