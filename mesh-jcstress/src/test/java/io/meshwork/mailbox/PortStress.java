package io.meshwork.mailbox;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Ports that several complete at once. */
final class PortStress {

    private static final Duration NOW = Duration.ofNanos(1);

    private PortStress() {}

    /** A once port is given two values: one of them, and the same to all who ask. */
    @JCStressTest
    @Outcome(
            id = {"1, 1", "2, 2"},
            expect = Expect.ACCEPTABLE,
            desc = "The first one's")
    @Outcome(expect = Expect.FORBIDDEN, desc = "No value, or one after the other")
    @State
    public static class Once {

        private final OncePort<Integer> port = new Asker().instance().openOncePort(Integer.class);

        @Actor
        public void one() {
            port.ref().send(1);
        }

        @Actor
        public void two() {
            port.ref().send(2);
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = port.receive(NOW);
            result.r2 = port.receive(NOW);
        }
    }

    /** The last two answers come at once: the call is complete, with both. */
    @JCStressTest
    @Outcome(id = "1, 12", expect = Expect.ACCEPTABLE, desc = "Complete")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Nobody saw that the other's was the last")
    @State
    public static class LastAnswers {

        private final Asker asker = new Asker();
        private final Answers answers = asker.ask(2);

        @Actor
        public void first() {
            asker.answer(0, 1);
        }

        @Actor
        public void second() {
            asker.answer(1, 2);
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = answers.complete().isDone() ? 1 : 0;
            result.r2 = (Integer) answers.value(0, Integer.class) * 10 + (Integer) answers.value(1, Integer.class);
        }
    }

    /** MB-4: an answer comes while its process is told to have ended: one word for that rank, and the call is complete. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "The answer was first")
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "The end was first")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Not complete")
    @State
    public static class AnswerAndEnd {

        private final Asker asker = new Asker();
        private final Answers answers = asker.ask(1);

        @Actor
        public void answers() {
            asker.answer(0, 1);
        }

        @Actor
        public void ends() {
            asker.instance().ended(Asker.FAR, "it has ended", false);
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = answers.complete().isDone() ? 1 : 0;
            result.r2 = answers.failure(0) == null ? 1 : 0;
        }
    }
}
