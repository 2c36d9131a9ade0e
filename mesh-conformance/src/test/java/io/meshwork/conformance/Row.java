package io.meshwork.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The behaviour rows that a test shows, as {@code docs/behaviours.md} lists them: {@code @Row("B24")}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Row {

    String[] value();
}
