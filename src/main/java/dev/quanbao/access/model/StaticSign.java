package dev.quanbao.access.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;

/**
 * A sign that was issued in advance, opened.
 *
 * <p>Compared without case and in constant time, and never shown.
 */
public final class StaticSign {

  /** Stands in where there is none; fits nothing. */
  public static final StaticSign DECOY = new StaticSign("0".repeat(32), Validity.NEVER);

  private final byte[] value;
  private final Validity validity;

  public StaticSign(String value, Validity validity) {
    this.value = value.toLowerCase(Locale.ROOT).getBytes(UTF_8);
    this.validity = validity;
  }

  public boolean fits(byte[] lowerCaseSign, Instant moment) {
    return MessageDigest.isEqual(value, lowerCaseSign) && validity.includes(moment);
  }
}
