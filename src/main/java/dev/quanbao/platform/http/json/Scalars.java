package dev.quanbao.platform.http.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the plain types of a request record are read from a {@link JsonBody}.
 *
 * <p>Types are never converted: a number in quotes is no number. What can't be read is {@code null}
 * and has left a fault behind.
 */
public final class Scalars {

  // Far beyond any amount; arithmetic on more digits, or a larger exponent, would cost a lot.
  private static final int MAX_DIGITS = 40;

  private Scalars() {}

  static @Nullable JsonNode tree(JsonBody body) throws IOException {
    JsonNode tree = whole(body.in());
    if (isStorable(tree)) {
      return tree;
    }
    body.invalid("violation.format");
    return null;
  }

  private static JsonNode whole(JsonParser in) throws IOException {
    try {
      return in.readValueAsTree();
    } catch (NumberFormatException beyondAnyExponent) {
      throw new JsonParseException(in, "a number that none can be", beyondAnyExponent);
    }
  }

  private static boolean isStorable(JsonNode tree) {
    if (tree.isTextual()) {
      return isStorable(tree.textValue());
    }
    return tree.propertyStream().allMatch(field -> isStorable(field.getKey()))
        && tree.valueStream().allMatch(Scalars::isStorable);
  }

  static @Nullable String text(JsonBody body) throws IOException {
    if (body.in().currentToken() != JsonToken.VALUE_STRING) {
      body.mismatch("string");
      return null;
    }
    String text = body.in().getText();
    if (isStorable(text)) {
      return text;
    }
    body.invalid("violation.format");
    return null;
  }

  static @Nullable Object constant(JsonBody body, Class<?> type) throws IOException {
    String text = text(body);
    if (text == null) {
      return null;
    }
    List<String> names = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      String name = ((Enum<?>) constant).name();
      if (name.equals(text)) {
        return constant;
      }
      names.add(name);
    }
    body.invalid("violation.oneOf", String.join(", ", names));
    return null;
  }

  static @Nullable Integer int32(JsonBody body) throws IOException {
    Long value = integer(body, Integer.MIN_VALUE, Integer.MAX_VALUE);
    return value == null ? null : Integer.valueOf(value.intValue());
  }

  static @Nullable Long int64(JsonBody body) throws IOException {
    return integer(body, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  static @Nullable BigDecimal decimal(JsonBody body) throws IOException {
    if (!body.in().currentToken().isNumeric()) {
      body.mismatch("number");
      return null;
    }
    if (body.in().getTextLength() <= MAX_DIGITS) {
      try {
        BigDecimal number = body.in().getDecimalValue();
        if (Math.abs(number.scale()) <= MAX_DIGITS) {
          return number;
        }
      } catch (NumberFormatException beyondAnyExponent) {
        // As below.
      }
    }
    body.invalid("violation.format");
    return null;
  }

  static @Nullable Boolean flag(JsonBody body) throws IOException {
    if (body.in().currentToken().isBoolean()) {
      return body.in().getBooleanValue();
    }
    body.mismatch("boolean");
    return null;
  }

  static @Nullable DateInput day(JsonBody body) throws IOException {
    Optional<DateInput> day = Optional.empty();
    if (body.in().currentToken() == JsonToken.VALUE_STRING) {
      day = DateInput.parse(body.in().getText());
    } else if (body.in().currentToken() != JsonToken.VALUE_NUMBER_INT) {
      body.mismatch("date");
      return null;
    } else if (body.in().getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      day = DateInput.ofEpochMilli(body.in().getLongValue());
    }
    if (day.isPresent()) {
      return day.get();
    }
    body.invalid("violation.date");
    return null;
  }

  static @Nullable Instant moment(JsonBody body) throws IOException {
    if (body.in().currentToken() != JsonToken.VALUE_STRING) {
      body.mismatch("string");
      return null;
    }
    try {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(body.in().getText(), Instant::from);
    } catch (DateTimeException malformedText) {
      body.invalid("violation.time");
      return null;
    }
  }

  private static @Nullable Long integer(JsonBody body, long min, long max) throws IOException {
    if (body.in().currentToken() != JsonToken.VALUE_NUMBER_INT) {
      body.mismatch("integer");
      return null;
    }
    boolean fits = body.in().getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    if (fits && body.in().getLongValue() >= min && body.in().getLongValue() <= max) {
      return body.in().getLongValue();
    }
    if (body.in().getText().startsWith("-")) {
      body.invalid("violation.min", min);
    } else {
      body.invalid("violation.max", max);
    }
    return null;
  }

  /** Whether a text survives every store: no U+0000, and no half of a surrogate pair. */
  public static boolean isStorable(String text) {
    return text.codePoints()
        .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }
}
