package dev.quanbao.platform.settings;

import java.io.Serial;
import java.time.DateTimeException;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/** Reads how often work is repeated: a duration such as {@code 10s}, or {@code off} for never. */
public final class IntervalConverter implements Converter<Duration> {

  @Serial private static final long serialVersionUID = 1;

  /** Null for never. Accepts exactly what the scheduler accepts for the same setting. */
  @Override
  public @Nullable Duration convert(String value) {
    if (value.equalsIgnoreCase("off") || value.equalsIgnoreCase("disabled")) {
      return null;
    }
    try {
      boolean isShort = Character.isDigit(value.charAt(0));
      return Duration.parse(isShort ? "PT" + value : value);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("it is no duration such as 10s, and not off", e);
    }
  }
}
