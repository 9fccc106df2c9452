package dev.quanbao.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a value, or of bytes that arrive one after the other. */
public final class Sha256 {

  private static final MessageDigest PROTOTYPE = prototype();

  private final MessageDigest digest = begin();

  public static byte[] of(byte[] bytes) {
    return begin().digest(bytes);
  }

  /** The hash of a text's UTF-8 bytes. */
  public static byte[] of(String text) {
    return of(text.getBytes(UTF_8));
  }

  /** In lower-case hexadecimal digits. */
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(of(bytes));
  }

  /** The hash of a text's UTF-8 bytes, in lower-case hexadecimal digits. */
  public static String hex(String text) {
    return HexFormat.of().formatHex(of(text));
  }

  public void add(byte[] chunk) {
    digest.update(chunk);
  }

  /** In lower-case hexadecimal digits; nothing is added afterwards. */
  public String hex() {
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
