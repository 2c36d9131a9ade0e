package io.meshwork.actor;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of an {@link Actor} that takes a message: {@code (message)} or {@code (message, ActorContext)}. For a
 * {@link Request} it returns the answer, or a {@code CompletionStage} of it; for a {@link Message} nothing.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Handler {}
