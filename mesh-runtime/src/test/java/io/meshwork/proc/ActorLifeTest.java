package io.meshwork.proc;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorCell;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.failure.MeshFailure;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.PortRef;
import io.meshwork.value.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The life of an actor, over all short sequences of what may befall it, against a model, SV-5, SV-6, SV-7. */
@Timeout(120)
class ActorLifeTest {

    private static final int LONGEST = 4;
    private static final Duration BOUND = Duration.ofSeconds(30);

    enum Start {
        WELL,
        CONSTRUCTOR_THROWS,
        STARTED_THROWS
    }

    enum Event {
        TELL,
        TELL_AND_THROW,
        ASK,
        ASK_AND_THROW,
        ASK_FOR_LATER,
        FAILURE_TAKEN_CARE_OF,
        FAILURE_NOT_TAKEN_CARE_OF,
        STOP
    }

    static final class Subject implements Actor {

        record Tell(boolean isToThrow) implements Message<Subject> {}

        record Ask(boolean isToThrow) implements Request<Subject, String> {}

        record AskForLater() implements Request<Subject, String> {}

        private final Start start;

        Subject(Start start) {
            this.start = start;
            throwIf(start == Start.CONSTRUCTOR_THROWS);
        }

        @Override
        public void started(ActorContext cx) {
            throwIf(start == Start.STARTED_THROWS);
        }

        @Handler
        void tell(Tell tell) {
            throwIf(tell.isToThrow());
        }

        @Handler
        String ask(Ask ask) {
            throwIf(ask.isToThrow());
            return "answer";
        }

        @Handler
        CompletionStage<String> askForLater(AskForLater ask) {
            return new CompletableFuture<>();
        }

        @Override
        public boolean supervise(MeshFailure failure, ActorContext cx) {
            return failure.mesh().equals(Event.FAILURE_TAKEN_CARE_OF.name());
        }

        private static void throwIf(boolean isToThrow) {
            if (isToThrow) {
                throw new IllegalStateException("as told");
            }
        }
    }

    /** What is to be seen of an actor that starts so and is befallen by these events. */
    private static final class Model {
        private final List<Class<?>> statuses = new ArrayList<>(List.of(Status.Initializing.class));
        private final List<String> answers = new ArrayList<>();
        private int returned;
        private boolean ended;

        static Model of(Start start, List<Event> events) {
            Model model = new Model();
            model.become(start == Start.WELL ? Status.Running.class : Status.Failed.class);
            model.ended = start != Start.WELL;
            events.forEach(model::befall);
            return model;
        }

        private void become(Class<?> status) {
            statuses.add(status);
        }

        private void befall(Event event) {
            switch (event) {
                case TELL -> returned += ended ? 1 : 0;
                case TELL_AND_THROW -> {
                    returned += ended ? 1 : 0;
                    fail();
                }
                case ASK -> answers.add(ended ? "refused" : "answer");
                case ASK_AND_THROW -> answers.add(ended ? "refused" : "thrown");
                case ASK_FOR_LATER -> answers.add(ended ? "refused" : "open");
                case FAILURE_TAKEN_CARE_OF -> {}
                case FAILURE_NOT_TAKEN_CARE_OF -> fail();
                case STOP -> stop();
                default -> throw new AssertionError(event);
            }
        }

        private void fail() {
            if (!ended) {
                become(Status.Failed.class);
                end();
            }
        }

        private void stop() {
            if (!ended) {
                become(Status.Stopping.class);
                become(Status.Stopped.class);
                end();
            }
        }

        private void end() {
            ended = true;
            answers.replaceAll(answer -> answer.equals("open") ? "refused" : answer);
        }
    }

    private final LocalProc local = new LocalProc();
    private int number;

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void whateverBefallsAnActorItGoesTheWayOfTheModel() {
        for (Start start : Start.values()) {
            int longest = start == Start.WELL ? LONGEST : 1;
            for (List<Event> events : sequences(longest)) {
                check(start, events);
            }
        }
        assertThat(number).isEqualTo(1 + 8 + 64 + 512 + 4096 + 2 * 9);
    }

    private static List<List<Event>> sequences(int longest) {
        List<List<Event>> all = new ArrayList<>(List.of(List.of()));
        for (int from = 0, length = 1; length <= longest; length++) {
            int to = all.size();
            for (; from < to; from++) {
                for (Event event : Event.values()) {
                    List<Event> longer = new ArrayList<>(all.get(from));
                    longer.add(event);
                    all.add(longer);
                }
            }
        }
        return all;
    }

    private void check(Start start, List<Event> events) {
        Model model = Model.of(start, events);
        String name = "subject" + number++;
        BlockingQueue<Status> seen = new LinkedBlockingQueue<>();
        PortRef<RankStatus> updates = local.client().listen(RankStatus.class, update -> seen.add(update.status()));
        local.agent()
                .call(new ProcAgent.CreateOrUpdate(
                        local.spec(name, Subject.class, start), updates, new Status.Stopped()));
        ActorRef<Subject> subject = new ActorRef<>(local.proc().id().actor(name), Subject.class, local.client());
        List<Answers> asked = new ArrayList<>();

        events.forEach(event -> befall(subject, event, asked));

        Answers last = subject.ask(new Subject.Ask(false));
        assertThat(last.await(BOUND)).isTrue();
        Class<?> end = model.statuses.get(model.statuses.size() - 1);
        local.agent()
                .call(new ProcAgent.WaitRankStatus(name, 0, model.ended ? new Status.Stopped() : new Status.Running()));
        local.client().closePort(updates.id().index());
        assertThat(seen).as("%s %s", start, events).extracting(Object::getClass).isEqualTo(model.statuses);
        assertThat(seen).last().isInstanceOf(end);
        assertThat(asked).as("%s %s", start, events).map(ActorLifeTest::outcome).isEqualTo(model.answers);
        assertThat(outcome(last)).isEqualTo(model.ended ? "refused" : "answer");
        assertThat(local.bounced).as("%s %s", start, events).hasSize(model.returned);
        local.bounced.clear();
    }

    private void befall(ActorRef<Subject> subject, Event event, List<Answers> asked) {
        ActorCell cell = local.proc().find(subject.id().name());
        switch (event) {
            case TELL -> subject.send(new Subject.Tell(false));
            case TELL_AND_THROW -> subject.send(new Subject.Tell(true));
            case ASK -> asked.add(subject.ask(new Subject.Ask(false)));
            case ASK_AND_THROW -> asked.add(subject.ask(new Subject.Ask(true)));
            case ASK_FOR_LATER -> asked.add(subject.ask(new Subject.AskForLater()));
            case FAILURE_TAKEN_CARE_OF, FAILURE_NOT_TAKEN_CARE_OF -> cell.failed(failure(event));
            case STOP -> cell.stop("told to");
            default -> throw new AssertionError(event);
        }
    }

    private static MeshFailure failure(Event event) {
        return new MeshFailure(event.name(), List.of(0), "member", "failed", null, Instant.now(), List.of());
    }

    private static String outcome(Answers answers) {
        if (answers.isMissing(0)) {
            return "open";
        }
        Throwable failure = answers.failure(0);
        if (failure == null) {
            return (String) answers.value(0, String.class);
        }
        return failure instanceof IllegalStateException ? "thrown" : "refused";
    }
}
