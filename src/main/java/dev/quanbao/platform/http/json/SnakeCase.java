package dev.quanbao.platform.http.json;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * Names in snake_case: {@code beginAt} becomes {@code begin_at}.
 *
 * <p>One annotation says it of a record, to Jackson, to {@link RecordReader} and to the API
 * description.
 */
public final class SnakeCase {

  private SnakeCase() {}

  static boolean isOf(Class<?> record) {
    JsonNaming naming = record.getAnnotation(JsonNaming.class);
    return naming != null && naming.value() == SnakeCaseStrategy.class;
  }

  /** A name, or the names of a path. */
  public static String of(String camelCase) {
    return SnakeCaseStrategy.INSTANCE.translate(camelCase);
  }
}
