package dev.quanbao.platform.http.body;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a resource method whose body may be large: it is written to a temporary file as it arrives,
 * and the method gets a {@link SpooledBody}.
 *
 * <p>To everything else it is a body like any other: received as a whole before the sign is looked
 * at, and covered by it and by the idempotency key.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Spooled {

  /** The media types it may have, without parameters; another is refused. */
  String[] value();
}
