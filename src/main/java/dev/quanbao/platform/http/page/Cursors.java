package dev.quanbao.platform.http.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quanbao.platform.crypto.DerivedKeys;
import dev.quanbao.platform.crypto.MasterKeys;
import dev.quanbao.platform.error.RequestRefusedException;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cursors of lists: where in its order the next page begins, in a form that no client can
 * forge.
 *
 * <p>A cursor is good for the list and the filters it was made for, on every replica and after
 * every restart, as long as the master key is configured under which it was made.
 */
@Singleton
public final class Cursors {

  /** The query parameter it comes in. */
  public static final String PARAMETER = "cursor";

  private static final int MAX_LENGTH = 1_024;
  private static final int MAC_BYTES = 16;

  private final DerivedKeys keys;

  Cursors(MasterKeys masterKeys) {
    this.keys = masterKeys.derive("cursor");
  }

  /**
   * The cursors of one list under one set of filters.
   *
   * @param list names the list, as its path does
   * @param filters in an order of their own; null for one that isn't set
   */
  public Scope scope(String list, @Nullable Object... filters) {
    List<String> parts = new ArrayList<>();
    parts.add(list);
    // A filter that isn't set is not one that is set to a text that looks like nothing.
    Arrays.stream(filters).map(filter -> filter == null ? "" : "=" + filter).forEach(parts::add);
    return new Scope(packed(parts));
  }

  /** The cursors of one list; they fit no other. */
  public final class Scope {

    private final byte[] context;

    private Scope(byte[] context) {
      // Behind its length, so that no filter can be taken for a value.
      this.context =
          ByteBuffer.allocate(Integer.BYTES + context.length)
              .putInt(context.length)
              .put(context)
              .array();
    }

    /** The cursor that leads on from behind an item, told by what the list is sorted by. */
    public String behind(Object... sortedBy) {
      byte[] values = packed(Arrays.stream(sortedBy).map(String::valueOf).toList());
      byte[] mac = Arrays.copyOf(keys.mac(context, values), MAC_BYTES);
      ByteBuffer cursor = ByteBuffer.allocate(MAC_BYTES + values.length).put(mac).put(values);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.array());
    }

    /** The values a cursor was made of; empty without one, refused if it isn't one of these. */
    public Optional<List<String>> read(@Nullable String cursor) {
      if (cursor == null || cursor.isEmpty()) {
        return Optional.empty();
      }
      byte[] bytes = decoded(cursor);
      if (bytes.length > MAC_BYTES) {
        byte[] values = Arrays.copyOfRange(bytes, MAC_BYTES, bytes.length);
        if (keys.isMac(Arrays.copyOf(bytes, MAC_BYTES), context, values)) {
          return Optional.of(unpacked(values));
        }
      }
      throw RequestRefusedException.parameter(PARAMETER, "violation.cursor");
    }
  }

  private static byte[] decoded(String cursor) {
    try {
      return cursor.length() > MAX_LENGTH ? new byte[0] : Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException malformed) {
      return new byte[0];
    }
  }

  // Each text after its length, so that no two lists of texts look alike.
  private static byte[] packed(List<String> texts) {
    List<byte[]> encoded = texts.stream().map(text -> text.getBytes(UTF_8)).toList();
    int length = encoded.stream().mapToInt(bytes -> Integer.BYTES + bytes.length).sum();
    ByteBuffer packed = ByteBuffer.allocate(length);
    encoded.forEach(bytes -> packed.putInt(bytes.length).put(bytes));
    return packed.array();
  }

  private static List<String> unpacked(byte[] packed) {
    ByteBuffer in = ByteBuffer.wrap(packed);
    List<String> texts = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] bytes = new byte[in.getInt()];
      in.get(bytes);
      texts.add(new String(bytes, UTF_8));
    }
    return texts;
  }
}
