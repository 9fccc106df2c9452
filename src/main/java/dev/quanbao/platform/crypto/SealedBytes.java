package dev.quanbao.platform.crypto;

import java.util.Arrays;

/**
 * Bytes that {@link MasterKeys} has sealed, as they are stored; never changed, and opened by {@code
 * MasterKeys} alone.
 */
public final class SealedBytes {

  /** Nothing, which opens to nothing. */
  public static final SealedBytes NONE = new SealedBytes(new byte[0]);

  private final byte[] bytes;

  public SealedBytes(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedBytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "%d sealed bytes".formatted(bytes.length);
  }
}
