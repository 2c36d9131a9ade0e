package io.meshwork.conformance.messages;

import io.meshwork.actor.Actor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;

/** An actor whose bytes, under another name, make a class that only this JVM has. */
final class KnownHere implements Actor {

    /** That class; to be asked for once per JVM. */
    static Class<? extends Actor> unknownOverThere() {
        try (InputStream bytes = KnownHere.class.getResourceAsStream("KnownHere.class")) {
            String text = new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
            byte[] renamed = text.replace("KnownHere", "KnownOnly").getBytes(StandardCharsets.ISO_8859_1);
            return MethodHandles.lookup().defineClass(renamed).asSubclass(Actor.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
