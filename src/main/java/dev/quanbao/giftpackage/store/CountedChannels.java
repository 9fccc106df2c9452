package dev.quanbao.giftpackage.store;

import dev.quanbao.giftpackage.model.ClaimTally;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The names under which the channels of claims are counted: their own, up to a number of names a
 * package.
 *
 * <p>Where a package names no channels a client may name any, and the package's document, which
 * counts them, must not grow without end. All further channels are counted together.
 */
final class CountedChannels {

  /** Far more channels than any company has. */
  static final int MOST = 200;

  private static final int PACKAGES = 10_000;

  private final Map<String, Set<String>> named = new ConcurrentHashMap<>();

  @Nullable String nameFor(String packageId, @Nullable String channel) {
    if (channel == null) {
      return null;
    }
    if (named.size() > PACKAGES) {
      named.clear();
    }
    Set<String> own = named.computeIfAbsent(packageId, id -> ConcurrentHashMap.newKeySet());
    return own.contains(channel) || (own.size() < MOST && own.add(channel))
        ? channel
        : ClaimTally.OTHER_CHANNELS;
  }
}
