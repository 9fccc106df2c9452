package dev.quanbao.access.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the rare interface that is answered without a sign.
 *
 * <p>Every other interface is guarded, whatever its path; see {@link RequiresPermission}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Open {

  /** Why it needs no sign. */
  String because();
}
