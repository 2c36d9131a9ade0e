package io.meshwork.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Failures that nobody took don't fail this test, nor do the messages that came back because of them. A parameter {@link
 * io.meshwork.Failures} is the better way: who takes them can say what they are to be. May stand on an annotation of one's own.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface ExpectFailures {}
