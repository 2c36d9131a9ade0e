package io.meshwork.transport.session;

import io.meshwork.wire.WireFormatException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sessions of those that dialled this acceptor. */
public final class Sessions {

    /** What it says in place of a number to one whose session it doesn't go on with. */
    public static final long REFUSED = -1;

    /* So many diallers of which nobody knows whether they come again; the one that left first is forgotten first, and hears
     * so if it does come. It gives its envelopes back then, which is what it would do later anyway. */
    private static final int LEFT_KEPT = 4096;

    private final long incarnation;
    private final Map<SessionId, Session> sessions = new HashMap<>();
    private final Set<Session> left = new LinkedHashSet<>();

    /** @param incarnation of this acceptor */
    public Sessions(long incarnation) {
        this.incarnation = incarnation;
    }

    /**
     * Begins a session, or goes on with it; the connection it was on until now is told.
     *
     * @return null if it is refused: it began with another process, or has been forgotten
     * @throws WireFormatException if no dialler would say this
     */
    public @Nullable Session open(Opening opening, Session.Holder holder) {
        Session session = sessions.get(opening.session());
        boolean isNew = opening.acceptor() == 0;
        if (!isNew && (opening.acceptor() != incarnation || session == null)) {
            return null;
        }
        requirePossible(opening, session == null ? 0 : session.received());
        if (session == null) {
            session = new Session(opening.session());
            sessions.put(opening.session(), session);
        }
        left.remove(session);
        session.hold(holder);
        return session;
    }

    /* Until it knows whom it talks to a dialler sends nothing. */
    private static void requirePossible(Opening opening, long received) {
        if (opening.acceptor() == 0 && received > 0) {
            throw new WireFormatException("a session opened anew that has begun: received=" + received);
        }
        if (opening.next() < 1 || opening.next() > received + 1) {
            throw new WireFormatException(
                    "a session opened with what was never received: received=" + received + " next=" + opening.next());
        }
    }

    /** Its connection is over; the dialler may come again. */
    public void leave(Session session, Session.Holder holder) {
        if (!session.release(holder) || sessions.get(session.id()) != session) {
            return;
        }
        left.add(session);
        if (left.size() > LEFT_KEPT) {
            Iterator<Session> first = left.iterator();
            sessions.remove(first.next().id());
            first.remove();
        }
    }

    /** It is not gone on with, whoever comes. */
    public void forget(Session session) {
        sessions.remove(session.id());
        left.remove(session);
    }

    int size() {
        return sessions.size();
    }
}
