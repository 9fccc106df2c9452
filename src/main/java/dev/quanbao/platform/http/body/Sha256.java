package dev.quanbao.platform.http.body;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of bytes that arrive one after the other. */
final class Sha256 {

  private static final MessageDigest PROTOTYPE = prototype();

  private final MessageDigest digest = begin();

  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(begin().digest(bytes));
  }

  void add(Buffer chunk) {
    digest.update(chunk.getBytes());
  }

  /** In lower-case hexadecimal digits; nothing is added afterwards. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  // Cloned, so that no algorithm is looked up for a request.
  private static MessageDigest begin() {
    try {
      return (MessageDigest) PROTOTYPE.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of this Java runtime can't be cloned", e);
    }
  }

  private static MessageDigest prototype() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
