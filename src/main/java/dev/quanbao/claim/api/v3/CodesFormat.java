package dev.quanbao.claim.api.v3;

import dev.quanbao.claim.ListCopies.Copy;
import io.smallrye.mutiny.Multi;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The formats in which codes are exported. Codes hold no character that a format would have to
 * escape.
 */
enum CodesFormat {
  CSV("text/csv;charset=UTF-8", "packageCode,aliasCode,claimed\r\n", "%s,%s,%b\r\n", "", ""),
  JSON(
      "application/json",
      "[",
      "{\"packageCode\":\"%s\",\"aliasCode\":\"%s\",\"claimed\":%b}",
      ",",
      "]");

  private static final int ROWS_A_PIECE = 500;

  private final String contentType;
  private final String head;
  private final String row;
  private final String between;
  private final String tail;

  CodesFormat(String contentType, String head, String row, String between, String tail) {
    this.contentType = contentType;
    this.head = head;
    this.row = row;
    this.between = between;
    this.tail = tail;
  }

  String contentType() {
    return contentType;
  }

  /** Writes copies, piece by piece. */
  Multi<byte[]> write(Multi<Copy> copies) {
    var isFirst = new AtomicBoolean(true);
    Multi<String> rows =
        copies
            .group()
            .intoLists()
            .of(ROWS_A_PIECE)
            .map(some -> (isFirst.getAndSet(false) ? "" : between) + format(some));
    return Multi.createBy()
        .concatenating()
        .streams(Multi.createFrom().item(head), rows, Multi.createFrom().item(tail))
        .filter(piece -> !piece.isEmpty())
        .map(piece -> piece.getBytes(StandardCharsets.UTF_8));
  }

  private String format(List<Copy> copies) {
    var rows = new StringBuilder();
    for (Copy copy : copies) {
      rows.append(rows.isEmpty() ? "" : between)
          .append(row.formatted(copy.code(), copy.alias(), copy.claimed()));
    }
    return rows.toString();
  }
}
