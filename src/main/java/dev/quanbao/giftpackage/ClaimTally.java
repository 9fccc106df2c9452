package dev.quanbao.giftpackage;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many claims of a package came to count, by day and by channel.
 *
 * <p>It is kept in the package itself, by the very write that makes claims count, so that it is
 * never off by one.
 *
 * @param days by business day
 * @param channels by channel as the claim named it; {@link #NO_CHANNEL} for those that named none
 */
public record ClaimTally(Map<LocalDate, Integer> days, Map<String, Integer> channels) {

  /** Stands for no channel; no channel has an empty name. */
  public static final String NO_CHANNEL = "";

  /** Stands for all that came when a package had too many channels to be counted one by one. */
  public static final String OTHER_CHANNELS = "…";

  public static final ClaimTally NONE = new ClaimTally(Map.of(), Map.of());

  public ClaimTally {
    days = Map.copyOf(days);
    channels = Map.copyOf(channels);
  }

  /** The same tally and one claim more. */
  public ClaimTally and(LocalDate day, @Nullable String channel) {
    Map<LocalDate, Integer> moreDays = new TreeMap<>(days);
    moreDays.merge(day, 1, Integer::sum);
    Map<String, Integer> moreChannels = new TreeMap<>(channels);
    moreChannels.merge(channel == null ? NO_CHANNEL : channel, 1, Integer::sum);
    return new ClaimTally(moreDays, moreChannels);
  }

  /** All claims that count. */
  public int claims() {
    return days.values().stream().mapToInt(Integer::intValue).sum();
  }
}
