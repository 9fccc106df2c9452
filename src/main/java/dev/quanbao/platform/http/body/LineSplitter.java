package dev.quanbao.platform.http.body;

import dev.quanbao.platform.error.RequestRefusedException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts a text into its lines.
 *
 * <p>Holds one line and no more; refuses what is longer than a line may be, or no text.
 */
final class LineSplitter implements Splitter<String> {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final int maxBytes;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long number = 1;

  LineSplitter(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public void add(byte[] chunk, Consumer<String> pieces) {
    int start = 0;
    for (int i = 0; i < chunk.length; i++) {
      if (chunk[i] == '\n') {
        take(chunk, start, i);
        pieces.accept(cut());
        start = i + 1;
      }
    }
    take(chunk, start, chunk.length);
  }

  @Override
  public void end(Consumer<String> pieces) {
    if (line.size() > 0) {
      pieces.accept(cut());
    }
  }

  private void take(byte[] chunk, int start, int end) {
    // One more for the carriage return that may end it, three for the mark that may begin it.
    if (line.size() + (end - start) > maxBytes + 4) {
      throw violation("violation.bytes", maxBytes);
    }
    line.write(chunk, start, end - start);
  }

  private String cut() {
    byte[] bytes = line.toByteArray();
    line.reset();
    int length = bytes.length;
    if (length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
    String text = decoded(bytes, length);
    if (number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      text = text.substring(1);
      length -= 3;
    }
    if (length > maxBytes) {
      throw violation("violation.bytes", maxBytes);
    }
    number++;
    return text;
  }

  private String decoded(byte[] bytes, int length) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
      if (text.indexOf('\0') < 0) {
        return text;
      }
    } catch (CharacterCodingException malformed) {
      // Told below.
    }
    throw violation("violation.format");
  }

  private RequestRefusedException violation(String message, Object... args) {
    return RequestRefusedException.invalid("line[" + number + "]", message, args);
  }
}
