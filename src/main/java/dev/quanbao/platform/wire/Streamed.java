package dev.quanbao.platform.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a resource method that reads its body itself, as it arrives.
 *
 * <p>{@link RawBody} leaves it alone: neither the body limit nor {@link RawBody#of} holds for it.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Streamed {}
