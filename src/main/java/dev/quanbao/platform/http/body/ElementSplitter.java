package dev.quanbao.platform.http.body;

import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts a JSON array into the texts of its elements.
 *
 * <p>Sees brackets, strings and commas and nothing else; the reader of an element decides whether
 * it is JSON. Holds one element and no more, and refuses one that is too long.
 */
final class ElementSplitter implements Splitter<byte[]> {

  private enum Where {
    BEFORE,
    WITHIN,
    BEHIND
  }

  private final int maxBytes;
  private final ByteArrayOutputStream element = new ByteArrayOutputStream();
  private Where where = Where.BEFORE;
  private int depth;
  private boolean inString;
  private boolean escaped;
  private boolean isBlank = true;
  private int count;

  ElementSplitter(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public void add(byte[] chunk, Consumer<byte[]> pieces) {
    for (byte b : chunk) {
      if (where == Where.WITHIN) {
        within(b, pieces);
      } else if (!isSpace(b)) {
        if (where == Where.BEHIND || b != '[') {
          throw noList();
        }
        where = Where.WITHIN;
      }
    }
  }

  @Override
  public void end(Consumer<byte[]> pieces) {
    if (where != Where.BEHIND) {
      throw noList();
    }
  }

  private void within(byte b, Consumer<byte[]> pieces) {
    if (inString) {
      keep(b);
      inString = escaped || b != '"';
      escaped = !escaped && b == '\\';
    } else if (depth == 0 && b == ',') {
      cut(pieces);
    } else if (depth == 0 && b == ']') {
      // An array of nothing, or the last element; after a comma there must be one.
      if (!isBlank || count > 0) {
        cut(pieces);
      }
      where = Where.BEHIND;
    } else {
      inString = b == '"';
      depth += b == '{' || b == '[' ? 1 : 0;
      depth -= depth > 0 && (b == '}' || b == ']') ? 1 : 0;
      keep(b);
    }
  }

  private void keep(byte b) {
    if (isBlank && isSpace(b)) {
      return;
    }
    isBlank = false;
    if (element.size() == maxBytes) {
      throw RequestRefusedException.invalid("[" + count + "]", "violation.bytes", maxBytes);
    }
    element.write(b);
  }

  private void cut(Consumer<byte[]> pieces) {
    if (isBlank) {
      throw noList();
    }
    pieces.accept(element.toByteArray());
    element.reset();
    isBlank = true;
    count++;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private static RequestRefusedException noList() {
    return RequestRefusedException.forViolations(
        List.of(Violation.malformed("", "violation.jsonList")));
  }
}
