package dev.quanbao.demo.store;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a filter demands of one field, as far as an index can tell. A document that the filter
 * matches always meets it; one that meets it need not be matched.
 *
 * @param values the values of which the field has one, or null if it may have others
 * @param lower a value that the field's is not below, or null
 * @param upper a value that the field's is not above, or null
 */
record FieldCondition(
    @Nullable List<Object> values, @Nullable Object lower, @Nullable Object upper) {

  private static final FieldCondition NONE = new FieldCondition(null, null, null);

  static Map<String, FieldCondition> in(Document filter) {
    Map<String, FieldCondition> conditions = new HashMap<>();
    collect(filter, conditions);
    return conditions;
  }

  private static void collect(Document filter, Map<String, FieldCondition> conditions) {
    for (Map.Entry<String, @Nullable Object> entry : filter.entrySet()) {
      String field = entry.getKey();
      Object demand = entry.getValue();
      if (field.equals("$and") && demand instanceof Collection<?> parts) {
        for (Object part : parts) {
          if (part instanceof Document document) {
            collect(document, conditions);
          }
        }
      } else if (!field.startsWith("$")) {
        conditions.put(field, conditions.getOrDefault(field, NONE).and(demand));
      }
    }
  }

  boolean isOneValue() {
    return values != null && values.size() == 1;
  }

  boolean isRange() {
    return values == null && (lower != null || upper != null);
  }

  private FieldCondition and(@Nullable Object demand) {
    if (isKey(demand)) {
      return oneOf(List.of(demand));
    }
    FieldCondition result = this;
    if (demand instanceof Document operators) {
      for (Map.Entry<String, @Nullable Object> operator : operators.entrySet()) {
        result = result.and(operator.getKey(), operator.getValue());
      }
    }
    return result;
  }

  private FieldCondition and(String operator, @Nullable Object operand) {
    return switch (operator) {
      case "$eq" -> isKey(operand) ? oneOf(List.of(operand)) : this;
      case "$in" ->
          operand instanceof Collection<?> choices
                  && choices.stream().allMatch(FieldCondition::isKey)
              ? oneOf(List.copyOf(choices))
              : this;
      case "$gt", "$gte" ->
          isBound(operand) && lower == null ? new FieldCondition(values, operand, upper) : this;
      case "$lt", "$lte" ->
          isBound(operand) && upper == null ? new FieldCondition(values, lower, operand) : this;
      default -> this;
    };
  }

  private FieldCondition oneOf(List<Object> choices) {
    return values == null || choices.size() < values.size()
        ? new FieldCondition(choices, lower, upper)
        : this;
  }

  /** Whether only documents that have the very value, or it in an array, are equal to it. */
  private static boolean isKey(@Nullable Object value) {
    return value instanceof Document document ? isPlain(document) : isBound(value);
  }

  private static boolean isBound(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Document _, Collection<?> _, BsonRegularExpression _, MinKey _, MaxKey _ -> false;
      default -> true;
    };
  }

  /**
   * Not an operator, nor one of the odd documents that filters take for equal to nothing at all.
   */
  private static boolean isPlain(Document document) {
    return !document.isEmpty()
        && document.entrySet().stream()
            .allMatch(field ->
                !field.getKey().startsWith("$")
                    && field.getValue() != null
                    && (!(field.getValue() instanceof Document inner) || isPlain(inner)));
  }
}
