package io.meshwork.transport.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** T-7 and T-10: what an acceptor remembers is bounded, and what it has forgotten it doesn't begin anew. */
class SessionsTest {

    private static final long ACCEPTOR = 17;
    private static final Session.Holder LINE = () -> {};

    private final Sessions sessions = new Sessions(ACCEPTOR);

    private Session begin(long number) {
        Session session = sessions.open(new Opening(new SessionId(7, number), 0, 1), LINE);
        assertThat(session).isNotNull();
        return session;
    }

    /** T-10 */
    @Test
    void ofThoseThatLeftTheFirstIsForgottenFirst() {
        Session stays = begin(0);
        for (int number = 1; number <= 10_000; number++) {
            Session comesAndGoes = begin(number);
            comesAndGoes.count();
            sessions.leave(comesAndGoes, LINE);
        }

        assertThat(sessions.size()).isEqualTo(4096 + 1);
        assertThat(sessions.open(new Opening(new SessionId(7, 1), ACCEPTOR, 1), LINE))
                .isNull();
        assertThat(sessions.open(new Opening(new SessionId(7, 10_000), ACCEPTOR, 2), LINE))
                .isNotNull();
        assertThat(sessions.open(new Opening(new SessionId(7, 0), ACCEPTOR, 1), LINE))
                .isSameAs(stays);
    }

    /** T-7 */
    @Test
    void whatWasForgottenOnPurposeIsRefused() {
        Session session = begin(1);
        sessions.forget(session);
        sessions.leave(session, LINE);

        assertThat(sessions.open(new Opening(new SessionId(7, 1), ACCEPTOR, 1), LINE))
                .isNull();
        assertThat(sessions.size()).isZero();
    }

    @Test
    void incarnationsDiffer() {
        Set<Long> all = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            all.add(SessionId.freshIncarnation());
        }
        assertThat(all).hasSize(10_000).doesNotContain(0L);
    }
}
