package io.meshwork.proc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The table of a proc's states, cell by cell and over all orders of up to five events. */
class ProcLifeTest {

    private static final int LONGEST = 5;
    private static final List<String> TAIL = List.of("last words");

    private static final Map<String, ProcEvent> EVENTS = Map.of(
            "launched", new ProcEvent.Launched(7),
            "served", new ProcEvent.Served(7),
            "stop", new ProcEvent.StopAsked(7),
            "exited", new ProcEvent.Exited(3, TAIL, "likely"),
            "signalled", new ProcEvent.Signalled(9, TAIL, "likely"),
            "lost", new ProcEvent.Lost("why"));

    private static final Map<String, ProcStatus> STATES = Map.of(
            "Starting", new ProcStatus.Starting(),
            "Running", new ProcStatus.Running(7),
            "Ready", new ProcStatus.Ready(7),
            "Stopping", new ProcStatus.Stopping(7),
            "Stopped", new ProcStatus.Stopped(3, TAIL, "likely"),
            "Killed", new ProcStatus.Killed(9, TAIL, "likely"),
            "Failed", new ProcStatus.Failed("why"));

    /* The table of the reference, chapter 4.4, as it is written there. */
    private static final String TABLE = """
            from       launched  served   stop      exited   signalled  lost
            Starting   Running   Ready    Stopping  Stopped  Killed     Failed
            Running    refused   Ready    Stopping  Stopped  Killed     Failed
            Ready      refused   refused  Stopping  Stopped  Killed     Failed
            Stopping   refused   refused  same      Stopped  Killed     Failed
            Stopped    refused   refused  same      refused  refused    refused
            Killed     refused   refused  same      refused  refused    refused
            Failed     refused   refused  same      refused  refused    refused
            """;

    private final Logger logger = (Logger) LoggerFactory.getLogger(ProcLife.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
        logger.setAdditive(false);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(logged);
        logger.setAdditive(true);
    }

    /** PS-1. */
    @Test
    @DisplayName("B51: every cell of the table holds")
    void everyCellOfTheTableHolds() {
        List<String> names = List.of(row(0)).subList(1, 7);
        int cells = 0;
        for (int i = 1; i <= 7; i++) {
            String[] row = row(i);
            for (int column = 1; column <= 6; column++) {
                ProcStatus from = STATES.get(row[0]);
                ProcStatus next = ProcLife.next(from, EVENTS.get(names.get(column - 1)));

                assertThat(next)
                        .as("from %s by %s", row[0], names.get(column - 1))
                        .isEqualTo(expected(row[0], row[column]));
                cells++;
            }
        }
        assertThat(cells).isEqualTo(42);
    }

    /** PS-1, PS-2. */
    @Test
    @DisplayName("B51: whatever the order of events, the listener hears the path that the table allows")
    void whateverTheOrderOfEventsTheListenerHearsThePathThatTheTableAllows() {
        int orders = follow(new ArrayList<>());

        assertThat(orders).isEqualTo(6 + 36 + 216 + 1296 + 7776);
    }

    @Test
    @DisplayName("B51: what is refused is logged, with state and event")
    void whatIsRefusedIsLoggedWithStateAndEvent() {
        ProcLife life = new ProcLife("p0_1", status -> {});
        life.apply(EVENTS.get("lost"));

        assertThat(life.apply(EVENTS.get("launched"))).isFalse();
        assertThat(life.apply(EVENTS.get("stop")))
                .as("nothing to do, and no fault")
                .isFalse();

        assertThat(logged.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains("proc p0_1 refuses", "state=Failed[reason=why]", "event=Launched[pid=7]");
    }

    @Test
    void anEndInOneLineSaysWhatIsLikelyBehindIt() {
        assertThat(STATES.get("Killed").describe()).isEqualTo("killed by SIGKILL (9): likely");
        assertThat(STATES.get("Stopped").describe()).isEqualTo("stopped with exit code 3: likely");
        assertThat(new ProcStatus.Stopped(0, List.of()).describe()).isEqualTo("stopped with exit code 0");
    }

    private static int follow(List<String> events) {
        int orders = 0;
        for (String event : List.of(row(0)).subList(1, 7)) {
            List<String> longer = new ArrayList<>(events);
            longer.add(event);
            requireAsTheTableSays(longer);
            orders += 1 + (longer.size() < LONGEST ? follow(longer) : 0);
        }
        return orders;
    }

    private static void requireAsTheTableSays(List<String> events) {
        List<ProcStatus> heard = new ArrayList<>();
        ProcLife life = new ProcLife("p", heard::add);
        List<ProcStatus> path = new ArrayList<>();
        String state = "Starting";
        for (String event : events) {
            String next = cell(state, event);
            boolean moves = STATES.containsKey(next);
            assertThat(life.apply(EVENTS.get(event))).as("%s", events).isEqualTo(moves);
            if (moves) {
                state = next;
                path.add(STATES.get(next));
            }
        }
        assertThat(heard).as("%s", events).isEqualTo(path);
        assertThat(life.status()).isEqualTo(STATES.get(state));
        assertThat(path.stream().filter(ProcStatus::isTerminal).count()).isLessThanOrEqualTo(1);
    }

    private static Object expected(String from, String cell) {
        return switch (cell) {
            case "refused" -> null;
            case "same" -> STATES.get(from);
            default -> STATES.get(cell);
        };
    }

    private static String cell(String from, String event) {
        List<String> names = List.of(row(0));
        for (int i = 1; i <= 7; i++) {
            if (row(i)[0].equals(from)) {
                return row(i)[names.indexOf(event)];
            }
        }
        throw new IllegalArgumentException(from);
    }

    private static String[] row(int index) {
        return TABLE.lines().toList().get(index).split(" +");
    }
}
