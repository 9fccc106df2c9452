package dev.quanbao.delivery.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A phone number; its text form is masked.
 *
 * <p>A mainland number has no country code here, any other has a plus and its country code, so one
 * number is one phone however it is written. Whether the number is in use only the provider knows.
 */
public final class Phone {

  private static final Pattern MAINLAND = Pattern.compile("(?:\\+?86)?(1[0-9]{10})");
  private static final Pattern ABROAD = Pattern.compile("\\+(?!86)[1-9][0-9]{6,14}");
  private static final Pattern FILLERS = Pattern.compile("[ -]");
  private static final int SHOWN_AHEAD = 3;
  private static final int SHOWN_BEHIND = 4;

  private final String number;

  private Phone(String number) {
    this.number = number;
  }

  /** Reads a number; empty when it can't be one. */
  public static Optional<Phone> parse(String written) {
    String bare = FILLERS.matcher(written.strip()).replaceAll("");
    var mainland = MAINLAND.matcher(bare);
    if (mainland.matches()) {
      return Optional.of(new Phone(mainland.group(1)));
    }
    return ABROAD.matcher(bare).matches() ? Optional.of(new Phone(bare)) : Optional.empty();
  }

  /** The number in the clear, for sealing it and for sending to it. */
  public String number() {
    return number;
  }

  /** The number as people may see it, as in {@code 138****1234}. */
  public String masked() {
    int hidden = number.length() - SHOWN_AHEAD - SHOWN_BEHIND;
    return number.substring(0, SHOWN_AHEAD)
        + "*".repeat(hidden)
        + number.substring(SHOWN_AHEAD + hidden);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Phone phone && number.equals(phone.number);
  }

  @Override
  public int hashCode() {
    return number.hashCode();
  }

  @Override
  public String toString() {
    return masked();
  }
}
