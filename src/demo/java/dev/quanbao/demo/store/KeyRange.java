package dev.quanbao.demo.store;

import java.util.Arrays;

/** A stretch of keys, both ends included. */
final class KeyRange {

  private final byte[] from;
  private final byte[] to;

  KeyRange(byte[] from, byte[] to) {
    this.from = from;
    this.to = to;
  }

  /** All keys that begin with the given one. */
  static KeyRange within(byte[] prefix) {
    return new KeyRange(prefix, with(prefix, KeyEncoder.ABOVE_ANY_VALUE));
  }

  static byte[] with(byte[] prefix, int next) {
    byte[] longer = Arrays.copyOf(prefix, prefix.length + 1);
    longer[prefix.length] = (byte) next;
    return longer;
  }

  static byte[] join(byte[] prefix, byte[] rest) {
    byte[] longer = Arrays.copyOf(prefix, prefix.length + rest.length);
    System.arraycopy(rest, 0, longer, prefix.length, rest.length);
    return longer;
  }

  byte[] from() {
    return from;
  }

  byte[] to() {
    return to;
  }
}
