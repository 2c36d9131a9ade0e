package io.meshwork.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.meshwork.id.Names;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActorNamesTest {

    @Test
    void actorsAreNamedAfterTheirClassAndNumbered() {
        ActorNames names = new ActorNames();

        assertThat(List.of(names.next(Counter.class), names.next(Counter.class), names.next(Dollar$Sign.class)))
                .containsExactly("counter-1", "counter-2", "dollar_Sign-1");
    }

    @Test
    void theLongestClassGivesAName() {
        ActorNames names = new ActorNames();

        assertThatCode(() ->
                        Names.require("actor", names.next(AClassWhoseNameIsLongerThanWhatAnIdOfTheRuntimeTakes.class)))
                .doesNotThrowAnyException();
        assertThat(names.next(new Object() {}.getClass())).isEqualTo("_-1");
    }

    @Test
    void theNextNameOfProcsIsKnownBeforeItIsGiven() {
        ActorNames names = new ActorNames();
        for (String said : List.of("", "left", "", "left", "left")) {
            String known = names.nextOfProcs(said);

            assertThat(names.procs(said)).isEqualTo(known);
        }
    }

    private static final class Dollar$Sign {}

    private static final class AClassWhoseNameIsLongerThanWhatAnIdOfTheRuntimeTakes {}
}
