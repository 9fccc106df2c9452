package dev.quanbao.platform.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One type a component of a request record may have, and how its value is read.
 *
 * <p>A value that can't be read is {@code null} and has left a fault behind.
 */
@FunctionalInterface
interface ValueType {

  /** Reads the value the body stands at; never called for a JSON null. */
  @Nullable Object read(JsonBody body) throws IOException;

  static ValueType of(Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      ValueType element = of(list.getActualTypeArguments()[0]);
      return body -> body.list(element);
    }
    if (type instanceof Class<?> plain) {
      return of(plain);
    }
    throw new IllegalArgumentException("no request may have a field of " + type);
  }

  private static ValueType of(Class<?> type) {
    if (type.isRecord()) {
      // The plan is looked up when it is needed, so that a record may hold its own kind.
      return body -> body.object(RecordPlan.of(type));
    }
    if (type.isEnum()) {
      return body -> Scalars.constant(body, type);
    }
    if (type == String.class) {
      return Scalars::text;
    }
    if (type == Integer.class) {
      return Scalars::int32;
    }
    if (type == Long.class) {
      return Scalars::int64;
    }
    if (type == BigDecimal.class) {
      return Scalars::decimal;
    }
    if (type == Boolean.class) {
      return Scalars::flag;
    }
    if (type == DateInput.class) {
      return Scalars::day;
    }
    if (type == Instant.class) {
      return Scalars::moment;
    }
    if (type == JsonNode.class) {
      return Scalars::tree;
    }
    throw new IllegalArgumentException("no request may have a field of " + type);
  }
}
