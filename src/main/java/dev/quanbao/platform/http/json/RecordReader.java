package dev.quanbao.platform.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.http.constraint.Distinct;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes request records out of JSON: shape, constraints, then the record's own checks.
 *
 * <p>Either the whole request is right, or it is refused with everything that is wrong with it;
 * whatever the bytes are, nothing but {@link RequestRefusedException} is thrown.
 */
@Singleton
public final class RecordReader {

  /** How deep objects and arrays may be nested. */
  public static final int MAX_DEPTH = 32;

  private static final JsonFactory JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  // Names come from outside: they must not stay among the interned strings.
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          // A number in a part that is kept as it came: 1.50 and not 1.5.
          .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
          .getFactory();

  private final Validator validator;

  RecordReader(Validator validator) {
    this.validator = validator;
  }

  /** Reads a JSON object. */
  public <T extends Record> T read(Class<T> type, byte[] json) {
    var violations = new Violations();
    T record = parse(type, json, violations);
    violations.refuseIfAny();
    return record;
  }

  /**
   * Reads a JSON array of objects; what is marked {@link Distinct} may stand once in it.
   *
   * @param max how many there may be
   */
  public <T extends Record> List<T> readList(Class<T> type, byte[] json, int max) {
    var violations = new Violations();
    List<T> records = parseList(type, json, max, violations);
    violations.refuseIfAny();
    return records;
  }

  /**
   * Reads one object of a longer body, and notes what is wrong with it under a path.
   *
   * @return null where it is no object
   */
  public <T extends Record> @Nullable T readPart(
      Class<T> type, byte[] json, String path, Violations violations) {
    try (JsonParser parser = JSON.createParser(json)) {
      var body = new JsonBody(parser, violations.below(path));
      @Nullable Record whole = body.whole(RecordPlan.of(type));
      if (whole != null) {
        T record = type.cast(whole);
        check(record, path, violations);
        body.runChecks();
        return record;
      }
    } catch (IOException e) {
      // As below.
    }
    violations.add(Violation.malformed(path, "violation.json"));
    return null;
  }

  /** Notes which constraints a record breaks that was made of something else than JSON. */
  public void check(Record record, String path, Violations violations) {
    constrain(record, violations.below(path));
  }

  private <T extends Record> T parse(Class<T> type, byte[] json, Violations violations) {
    try (JsonParser parser = JSON.createParser(json)) {
      var body = new JsonBody(parser, violations);
      @Nullable Record whole = body.whole(RecordPlan.of(type));
      if (whole != null) {
        T record = type.cast(whole);
        constrain(record, violations);
        body.runChecks();
        return record;
      }
    } catch (IOException e) {
      // Jackson's words quote the body and the parser's own class names: they stay inside.
    }
    throw RequestRefusedException.forViolations(List.of(Violation.malformed("", "violation.json")));
  }

  private <T extends Record> List<T> parseList(
      Class<T> type, byte[] json, int max, Violations violations) {
    try (JsonParser parser = JSON.createParser(json)) {
      var body = new JsonBody(parser, violations);
      @Nullable List<@Nullable Object> whole = body.wholeList(RecordPlan.of(type));
      if (whole != null) {
        if (whole.size() > max) {
          throw RequestRefusedException.invalid("", "violation.size", 0, max);
        }
        List<T> records = new ArrayList<>();
        var distinct = new UniquenessCheck(type, violations);
        for (int i = 0; i < whole.size(); i++) {
          Object element = whole.get(i);
          if (element != null) {
            T record = type.cast(element);
            String path = "[" + i + "]";
            constrain(record, violations.below(path));
            distinct.add(record, path);
            records.add(record);
          }
        }
        body.runChecks();
        return records;
      }
    } catch (IOException e) {
      // As above.
    }
    throw RequestRefusedException.forViolations(
        List.of(Violation.malformed("", "violation.jsonList")));
  }

  private void constrain(Record record, Violations violations) {
    validator.validate(record).stream()
        .map(ConstraintViolations::violation)
        .sorted(Comparator.comparing(Violation::path))
        .forEach(violations::add);
  }
}
