package dev.quanbao.directory.api.v3;

import dev.quanbao.directory.api.v3.DirectoryRequests.PutStaffMember;
import dev.quanbao.directory.model.NewStaff;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.http.body.SpooledBody;
import dev.quanbao.platform.http.json.RecordReader;
import dev.quanbao.platform.http.json.UniquenessCheck;
import dev.quanbao.platform.http.json.Violations;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list of staff (员工) as it was sent, in JSON or CSV.
 *
 * <p>It is read twice: first to check it from end to end, so that one answer names all violations,
 * then to store it. Memory holds one batch of members, and the ids of all of them.
 */
final class StaffList {

  static final int MAX_MEMBERS = 200_000;

  private static final int MAX_BYTES = 4_096;
  private static final int PER_BATCH = 500;

  private final SpooledBody body;
  private final boolean isCsv;
  private final RecordReader records;

  StaffList(SpooledBody body, boolean isCsv, RecordReader records) {
    this.body = body;
    this.isCsv = isCsv;
    this.records = records;
  }

  private record Row(String path, @Nullable PutStaffMember member) {}

  /** Refuses the list if it violates anything. */
  Uni<Void> check() {
    var violations = new Violations();
    var distinction = new UniquenessCheck(PutStaffMember.class, violations);
    int[] count = {0};
    return rows(PER_BATCH, violations)
        .invoke(batch -> {
          count[0] += batch.size();
          if (count[0] > MAX_MEMBERS) {
            throw RequestRefusedException.invalid("", "violation.size", 0, MAX_MEMBERS);
          }
          for (Row row : batch) {
            if (row.member() != null) {
              distinction.add(row.member(), row.path());
            }
          }
        })
        .collect()
        .last()
        .invoke(violations::refuseIfAny)
        .replaceWithVoid();
  }

  /** Reads the members in batches; for a list that {@link #check} did not refuse. */
  Multi<List<NewStaff>> members(int perBatch) {
    return rows(perBatch, new Violations())
        .map(batch -> {
          List<NewStaff> members = new ArrayList<>(batch.size());
          for (Row row : batch) {
            if (row.member() != null) {
              members.add(row.member().toStaff());
            }
          }
          return members;
        });
  }

  private Multi<List<Row>> rows(int perBatch, Violations violations) {
    return Multi.createFrom()
        .deferred(() -> {
          if (isCsv) {
            var csv = new StaffCsv(violations);
            return body.lines(perBatch, MAX_BYTES)
                .map(lines -> each(lines, line -> checked(csv.read(line), csv.path(), violations)))
                .onCompletion()
                .invoke(csv::end);
          }
          int[] next = {0};
          return body.elements(perBatch, MAX_BYTES)
              .map(elements -> each(elements, json -> element(json, next[0]++, violations)));
        });
  }

  private static <T> List<Row> each(List<T> pieces, Function<T, @Nullable Row> read) {
    List<Row> rows = new ArrayList<>(pieces.size());
    for (T piece : pieces) {
      Row row = read.apply(piece);
      if (row != null) {
        rows.add(row);
      }
    }
    return rows;
  }

  private Row element(byte[] json, int index, Violations violations) {
    String path = "[" + index + "]";
    return new Row(path, records.readPart(PutStaffMember.class, json, path, violations));
  }

  private @Nullable Row checked(@Nullable PutStaffMember read, String path, Violations violations) {
    if (read == null) {
      return null;
    }
    records.check(read, path, violations);
    return new Row(path, read);
  }
}
