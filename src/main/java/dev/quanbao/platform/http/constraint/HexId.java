package dev.quanbao.platform.http.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An id in our own form: 32 lower-case hexadecimal digits.
 *
 * <p>Absent values pass.
 */
@Documented
@Constraint(validatedBy = {})
@Pattern(regexp = "[0-9a-f]{32}")
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface HexId {

  String message() default "malformed";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
