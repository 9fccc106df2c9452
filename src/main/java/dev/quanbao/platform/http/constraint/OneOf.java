package dev.quanbao.platform.http.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The value is one of a few, compared by how it prints: numbers ({@code "1"}) and texts alike.
 *
 * <p>Absent values pass.
 */
@Documented
@Constraint(validatedBy = OneOf.Check.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface OneOf {

  String[] value();

  String message() default "one of";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Compares a value with those that are allowed. */
  class Check implements ConstraintValidator<OneOf, Object> {

    private Set<String> allowed = Set.of();

    @Override
    public void initialize(OneOf constraint) {
      allowed = Set.of(constraint.value());
    }

    @Override
    public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
      return value == null || allowed.contains(value.toString());
    }
  }
}
