package dev.quanbao.delivery.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A phone number; shown it is masked, whoever prints it.
 *
 * <p>A mainland number is kept without its country's code, any other with a plus and its code, so
 * that one number is one phone however it is written. Whether anybody has it the provider knows.
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

  /** The phone with a number; empty when it can't be one. */
  public static Optional<Phone> of(String written) {
    String bare = FILLERS.matcher(written.strip()).replaceAll("");
    var mainland = MAINLAND.matcher(bare);
    if (mainland.matches()) {
      return Optional.of(new Phone(mainland.group(1)));
    }
    return ABROAD.matcher(bare).matches() ? Optional.of(new Phone(bare)) : Optional.empty();
  }

  /** The number in the clear: for sealing it, and for whoever sends to it. */
  public String number() {
    return number;
  }

  /** As in {@code 138****1234}. */
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
