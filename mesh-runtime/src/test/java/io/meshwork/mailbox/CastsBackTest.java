package io.meshwork.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.id.ActorId;
import io.meshwork.id.PortId;
import io.meshwork.proc.LocalProc;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Undeliverable;
import org.junit.jupiter.api.Test;

/** CA-8: what was on two ways to a member. */
class CastsBackTest {

    @Test
    void aMessageOfACastThatComesBackFromTwoRelaysIsHeardOfOnce() {
        try (LocalProc local = new LocalProc()) {
            ActorId first = local.proc().id().actor("first");
            ActorId second = local.proc().id().actor("second");

            comeBack(local, first, 1);
            comeBack(local, first, 1);
            comeBack(local, second, 1);
            comeBack(local, first, 2);

            assertThat(local.bounced)
                    .extracting(Undeliverable::destination)
                    .containsExactly(port(first), port(second), port(first));
        }
    }

    private static void comeBack(LocalProc local, ActorId member, long cast) {
        Envelope sent = new Envelope(
                Envelope.Kind.MESSAGE,
                false,
                true,
                port(member),
                local.client().id(),
                null,
                0,
                new Envelope.Order(7, cast),
                new Envelope.Cast(7, cast, 2),
                local.client().encode("hello"));
        local.client().deliver(sent.bounced(Undeliverable.Category.PROCESS_ENDED, "was killed"));
    }

    private static PortId port(ActorId member) {
        return member.port(PortId.HANDLER);
    }
}
