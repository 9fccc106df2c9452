package dev.quanbao.platform.http.constraint;

import dev.quanbao.platform.id.OpaqueIds;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An id that is not ours: see {@link OpaqueIds}.
 *
 * <p>Absent values pass.
 */
@Documented
@Constraint(validatedBy = {})
@Pattern(regexp = OpaqueIds.REGEX)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface OpaqueId {

  String message() default "malformed";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
