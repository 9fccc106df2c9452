package dev.quanbao.platform.http.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record as the JSON body of a request; {@link JsonBodyReader} reads it.
 *
 * <p>Any component may arrive absent ({@code null}) or be {@code null} after a fault, so the
 * record's constructor must accept everything; what is required is said by constraints.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface JsonRequest {

  /** Whether no body at all means an object without fields. */
  boolean emptyBody() default false;
}
