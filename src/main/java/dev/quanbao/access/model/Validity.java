package dev.quanbao.access.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time in which a secret is in force, both ends included; an absent end is open.
 *
 * @param notBefore the first moment
 * @param notAfter the last moment
 */
public record Validity(@Nullable Instant notBefore, @Nullable Instant notAfter) {

  /** In force from ever and for ever. */
  public static final Validity ALWAYS = new Validity(null, null);

  /** Never in force. */
  static final Validity NEVER = new Validity(Instant.MAX, Instant.MIN);

  boolean includes(Instant moment) {
    return (notBefore == null || !moment.isBefore(notBefore))
        && (notAfter == null || !moment.isAfter(notAfter));
  }
}
