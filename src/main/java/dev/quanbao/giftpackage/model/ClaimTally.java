package dev.quanbao.giftpackage.model;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The number of claims of a package that count, by day and by channel.
 *
 * <p>The write that takes the quota keeps it in the package, so that it is never off by one.
 *
 * @param days by business day
 * @param channels by channel as the claim named it; {@link #NO_CHANNEL} for those that named none
 */
public record ClaimTally(Map<LocalDate, Integer> days, Map<String, Integer> channels) {

  /** Stands for no channel; no channel has an empty name. */
  public static final String NO_CHANNEL = "";

  /** Stands for all channels beyond those that are counted one by one. */
  public static final String OTHER_CHANNELS = "…";

  public ClaimTally {
    days = Map.copyOf(days);
    channels = Map.copyOf(channels);
  }

  /** Counts claims of any type by their day and their channel. */
  public static <T> ClaimTally of(
      Collection<T> claims, Function<T, LocalDate> day, Function<T, @Nullable String> channel) {
    Map<LocalDate, Integer> days = new HashMap<>();
    Map<String, Integer> channels = new HashMap<>();
    for (T claim : claims) {
      days.merge(day.apply(claim), 1, Integer::sum);
      String named = channel.apply(claim);
      channels.merge(named == null ? NO_CHANNEL : named, 1, Integer::sum);
    }
    return new ClaimTally(days, channels);
  }

  /** All claims that count. */
  public int claims() {
    return days.values().stream().mapToInt(Integer::intValue).sum();
  }
}
