package dev.quanbao.platform.http.constraint;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names fields that a request record accepts and ignores, so that what was read can be sent back.
 *
 * <p>Only JSON's own rules hold for their values.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AcceptedAndIgnored {
  String[] value();
}
