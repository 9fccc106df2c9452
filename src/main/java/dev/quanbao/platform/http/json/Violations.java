package dev.quanbao.platform.http.json;

import dev.quanbao.platform.error.Fault;
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
final class Violations {

  private Violations() {}

  static Fault fault(ConstraintViolation<?> violation) {
    String path = violation.getPropertyPath().toString().replace(".<list element>", "");
    return switch (violation.getConstraintDescriptor().getAnnotation()) {
      case NotNull required -> Fault.invalid(path, "fault.required");
      case NotBlank required -> Fault.invalid(path, "fault.required");
      case NotEmpty required -> Fault.invalid(path, "fault.required");
      case Size size -> Fault.invalid(path, kindOf(violation), size.min(), size.max());
      case Min min -> Fault.invalid(path, "fault.min", min.value());
      case DecimalMin min -> Fault.invalid(path, "fault.min", min.value());
      case Positive positive -> Fault.invalid(path, "fault.min", 1);
      case PositiveOrZero positive -> Fault.invalid(path, "fault.min", 0);
      case Max max -> Fault.invalid(path, "fault.max", max.value());
      case DecimalMax max -> Fault.invalid(path, "fault.max", max.value());
      case OneOf allowed -> Fault.invalid(path, "fault.oneOf", String.join(", ", allowed.value()));
      default -> Fault.invalid(path, "fault.format");
    };
  }

  private static String kindOf(ConstraintViolation<?> violation) {
    return violation.getInvalidValue() instanceof CharSequence ? "fault.length" : "fault.size";
  }
}
