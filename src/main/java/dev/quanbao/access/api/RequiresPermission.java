package dev.quanbao.access.api;

import dev.quanbao.access.model.Permission;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The permissions of which a caller needs at least one to reach an interface.
 *
 * <p>Every interface carries it, or {@link Open}: one without either refuses every client (deny by
 * default).
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresPermission {
  Permission[] value();
}
