package io.meshwork.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.failure.RemoteException;
import io.meshwork.wire.WireFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class ExceptionsTravelTest {

    private final Travel travel = new Travel();

    @SuppressWarnings("serial") // test data
    static class Wordy extends RuntimeException {
        Wordy(String file) {
            super("no such file: " + file);
        }
    }

    @SuppressWarnings("serial") // test data
    private static final class Silent extends Exception {
        private Silent() {
            super("always the same");
        }
    }

    @SuppressWarnings("serial") // test data
    static class Numbered extends RuntimeException {
        Numbered(int number) {
            super("number " + number);
        }
    }

    @SuppressWarnings("serial") // test data
    static class Fragile extends RuntimeException {
        Fragile(String text, Throwable cause) {
            super(text.trim(), cause);
        }
    }

    @SuppressWarnings("serial") // test data
    static class Broken extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException("no message either");
        }
    }

    record Report(IOException problem) {}

    @Test
    void anExceptionComesBackAsItsClassWithStackCauseAndSuppressed() {
        Throwable cause = new IOException("disk full");
        Throwable thrown = new IllegalStateException("can't write", cause);
        thrown.addSuppressed(new UncheckedIOException("close", new IOException("again")));

        Throwable back = travel.anywhere(thrown);

        assertThat(back).isExactlyInstanceOf(IllegalStateException.class).hasMessage("can't write");
        assertThat(back.getStackTrace()).isEqualTo(thrown.getStackTrace());
        assertThat(back.getCause()).isExactlyInstanceOf(IOException.class).hasMessage("disk full");
        assertThat(back.getCause().getStackTrace()).isEqualTo(cause.getStackTrace());
        assertThat(back.getSuppressed()).hasSize(1);
        assertThat(back.getSuppressed()[0]).isExactlyInstanceOf(UncheckedIOException.class);
        assertThat(back.getSuppressed()[0].getCause()).hasMessage("again");
    }

    @Test
    void constructorsOfAllUsualShapesAreTried() {
        assertThat(travel.anywhere(new AssertionError("expected"))).isExactlyInstanceOf(AssertionError.class);
        assertThat(travel.anywhere(new AssertionFailedError("e", 1, 2)))
                .isExactlyInstanceOf(AssertionFailedError.class);
        assertThat(travel.anywhere(new ExecutionException("x", new Error("y")))).hasRootCauseMessage("y");
        assertThat(travel.anywhere(new InvocationTargetException(new Error("y"))))
                .isExactlyInstanceOf(InvocationTargetException.class)
                .hasRootCauseMessage("y");
        assertThat(travel.anywhere(new Silent())).isExactlyInstanceOf(Silent.class);
        assertThat(travel.anywhere(new NullPointerException())).hasMessage(null);
        assertThat(travel.anywhere(new StackOverflowError())).isExactlyInstanceOf(StackOverflowError.class);
        assertThat(travel.anywhere(new Fragile(" a ", null))).isExactlyInstanceOf(Fragile.class);
    }

    @Test
    void oneThatCannotBeMadeAgainIsNamed() {
        Throwable thrown = new Numbered(3);
        thrown.initCause(new Wordy("x.txt"));

        Throwable back = travel.anywhere(thrown);

        assertThat(back).isInstanceOf(RemoteException.class).hasMessage(Numbered.class.getName() + ": number 3");
        assertThat(((RemoteException) back).remoteClass()).isEqualTo(Numbered.class.getName());
        assertThat(back.getStackTrace()).isEqualTo(thrown.getStackTrace());
        assertThat(back.getCause())
                .isInstanceOf(RemoteException.class)
                .hasMessage(Wordy.class.getName() + ": no such file: x.txt");
        assertThat(travel.anywhere(back)).hasMessage(back.getMessage()).hasSameClassAs(back);
        assertThat(travel.<Object>anywhere(new Broken())).isExactlyInstanceOf(RemoteException.class);
    }

    @Test
    void oneWhoseClassIsMissingIsNamed() {
        Throwable standIn = new RemoteException("com.acme.Missing", "over there");

        assertThat(travel.anywhere(standIn)).hasMessage("com.acme.Missing: over there");
    }

    @Test
    void aDeclaredExceptionTypeIsKept() {
        assertThat(travel.anywhere(new Report(new IOException("x"))).problem()).hasMessage("x");
        assertThat(travel.<Throwable>to(Throwable.class, new Error("x"))).hasMessage("x");
        assertThatThrownBy(() -> travel.to(IOException.class, new Error("x"))).isInstanceOf(WireFormatException.class);
        assertThatThrownBy(() -> travel.to(String.class, new Error("x"))).isInstanceOf(WireFormatException.class);
    }

    @Test
    void aCycleOfCausesEnds() {
        Throwable first = new IllegalStateException("first");
        Throwable second = new IllegalStateException("second", first);
        first.initCause(second);
        first.addSuppressed(second);

        Throwable back = travel.anywhere(first);

        assertThat(back.getCause()).hasMessage("second").hasNoCause();
        assertThat(back.getSuppressed()).isEmpty();
    }

    @Test
    void aHugeExceptionIsCut() {
        Throwable thrown = new IllegalStateException("x".repeat(1_000_000));
        for (int i = 0; i < 1000; i++) {
            Throwable outer = new IllegalStateException("level " + i, thrown);
            outer.addSuppressed(new IllegalStateException("suppressed " + i));
            thrown = outer;
        }

        assertThat(travel.anywhere(thrown)).hasMessage("level 999").hasCauseInstanceOf(IllegalStateException.class);
        assertThat(travel.anywhere(new Error("x".repeat(1_000_000))).getMessage())
                .hasSizeLessThan(70_000);
    }

    @Test
    void aClassThatIsNoExceptionIsNotMade() {
        byte[] payload = travel.encode(new RemoteException(Report.class.getName(), "x"));

        assertThatThrownBy(() -> travel.decode(payload, Object.class)).isInstanceOf(WireFormatException.class);
    }
}
