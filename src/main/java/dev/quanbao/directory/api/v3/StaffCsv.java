package dev.quanbao.directory.api.v3;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import dev.quanbao.directory.api.v3.DirectoryRequests.PutStaffMember;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.http.json.Violations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a staff list in CSV (RFC 4180), the first of which names the columns.
 *
 * <p>A value may be quoted but ends with its line, so that a quote which is never closed makes one
 * line wrong and not the rest.
 */
final class StaffCsv {

  private static final CsvFactory CSV = new CsvFactory();
  private static final List<String> REQUIRED = List.of("id", "name");
  private static final Set<String> KNOWN = Set.of("id", "name", "groupid");
  private static final String COLUMNS = "id,name[,groupId]";

  private final Violations violations;
  private @Nullable List<String> header;
  private long line;

  StaffCsv(Violations violations) {
    this.violations = violations;
  }

  /** The path of the line that was read last; the first is 1. */
  String path() {
    return "line[" + line + "]";
  }

  /** Reads the next line; null if it holds no member, or one that cannot be read. */
  @Nullable PutStaffMember read(String text) {
    line++;
    if (text.isBlank()) {
      return null;
    }
    List<String> values = values(text);
    if (values == null) {
      violations.invalid(path(), "violation.csv");
      return null;
    }
    List<String> columns = header;
    if (columns == null) {
      header = columns(values);
      return null;
    }
    if (values.size() != columns.size()) {
      violations.invalid(path(), "violation.columns", columns.size());
      return null;
    }
    return new PutStaffMember(
        value("id", columns, values),
        value("name", columns, values),
        value("groupid", columns, values));
  }

  /** Refuses a list that has no header. */
  void end() {
    if (header == null) {
      throw RequestRefusedException.invalid("line[1]", "violation.header", COLUMNS);
    }
  }

  private List<String> columns(List<String> names) {
    List<String> columns =
        names.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    boolean isRight =
        KNOWN.containsAll(columns)
            && columns.containsAll(REQUIRED)
            && new HashSet<>(columns).size() == columns.size();
    if (!isRight) {
      throw RequestRefusedException.forViolations(
          List.of(Violation.invalid(path(), "violation.header", COLUMNS)));
    }
    return columns;
  }

  private static @Nullable String value(String column, List<String> columns, List<String> values) {
    int place = columns.indexOf(column);
    String value = place < 0 ? "" : values.get(place);
    return value.isEmpty() ? null : value;
  }

  private static @Nullable List<String> values(String text) {
    try (JsonParser row = CSV.createParser(text)) {
      List<String> values = new ArrayList<>();
      if (row.nextToken() != JsonToken.START_ARRAY) {
        return null;
      }
      while (row.nextToken() == JsonToken.VALUE_STRING) {
        values.add(row.getText());
      }
      return row.currentToken() == JsonToken.END_ARRAY && row.nextToken() == null ? values : null;
    } catch (IOException notCsv) {
      return null;
    }
  }
}
