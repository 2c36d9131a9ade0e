package it;

import org.junit.jupiter.api.Test;

/** Without a mesh. Once it has run, Maven has all it needs to run the others. */
class PlainTest {

    @Test
    void passes() {}
}
