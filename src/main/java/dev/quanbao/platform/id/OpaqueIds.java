package dev.quanbao.platform.id;

import java.util.regex.Pattern;

/** The ids that others make: 1 to 64 printable ASCII characters without spaces. */
public final class OpaqueIds {

  public static final String REGEX = "[!-~]{1,64}";

  private static final Pattern PATTERN = Pattern.compile(REGEX);

  private OpaqueIds() {}

  /** Whether a text can be such an id. */
  public static boolean isWellFormed(String text) {
    return PATTERN.matcher(text).matches();
  }
}
