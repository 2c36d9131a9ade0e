package io.meshwork.mailbox;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Two senders, each of which runs the turn that its offer has scheduled: MB-1 and MB-2. */
final class MailboxStress {

    private MailboxStress() {}

    /** Each digit is an item, in the order of taking: a lost one, a doubled one and a swap all show. */
    @JCStressTest
    @Outcome(
            id = {"123", "132", "312"},
            expect = Expect.ACCEPTABLE,
            desc = "All are taken, and 1 before 2")
    @Outcome(expect = Expect.FORBIDDEN, desc = "An item was lost, taken twice, or overtaken by its sender's next")
    @State
    public static class Order {

        private final Mailbox<Integer> mailbox = new Mailbox<>(Runnable::run, this::take);
        private int taken; // plain: a turn sees what the turns before it wrote

        private void take(int item) {
            taken = taken * 10 + item;
        }

        @Actor
        public void sendsTwo() {
            mailbox.offer(1);
            mailbox.offer(2);
        }

        @Actor
        public void sendsOne() {
            mailbox.offer(3);
        }

        @Arbiter
        public void look(I_Result result) {
            result.r1 = taken;
        }
    }
}
