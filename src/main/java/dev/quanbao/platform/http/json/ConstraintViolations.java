package dev.quanbao.platform.http.json;

import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.http.constraint.OneOf;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

/** Violated constraints in the words of faults. */
final class ConstraintViolations {

  private ConstraintViolations() {}

  static Violation violation(ConstraintViolation<?> violation) {
    String path = violation.getPropertyPath().toString().replace(".<list element>", "");
    return switch (violation.getConstraintDescriptor().getAnnotation()) {
      case NotNull required -> Violation.invalid(path, "violation.required");
      case NotBlank required -> Violation.invalid(path, "violation.required");
      case NotEmpty required -> Violation.invalid(path, "violation.required");
      case Size size -> Violation.invalid(path, kindOf(violation), size.min(), size.max());
      case Min min -> Violation.invalid(path, "violation.min", min.value());
      case DecimalMin min -> Violation.invalid(path, "violation.min", min.value());
      case Positive positive -> Violation.invalid(path, "violation.min", 1);
      case PositiveOrZero positive -> Violation.invalid(path, "violation.min", 0);
      case Max max -> Violation.invalid(path, "violation.max", max.value());
      case DecimalMax max -> Violation.invalid(path, "violation.max", max.value());
      case OneOf allowed ->
          Violation.invalid(path, "violation.oneOf", String.join(", ", allowed.value()));
      default -> Violation.invalid(path, "violation.format");
    };
  }

  private static String kindOf(ConstraintViolation<?> violation) {
    return violation.getInvalidValue() instanceof CharSequence
        ? "violation.length"
        : "violation.size";
  }
}
