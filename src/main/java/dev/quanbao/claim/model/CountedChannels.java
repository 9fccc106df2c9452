package dev.quanbao.claim.model;

import dev.quanbao.giftpackage.model.ClaimTally;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Under which names claims' channels are counted: their own, up to a number of them a package.
 *
 * <p>Where no list of channels is laid down a client may name any, and the package's document,
 * which counts them, must not grow without end. The rest is counted together.
 */
public final class CountedChannels {

  /** Far more channels than anybody has. */
  static final int MOST = 200;

  private static final int PACKAGES = 10_000;

  private final Map<String, Set<String>> named = new ConcurrentHashMap<>();

  public @Nullable String nameFor(String packageId, @Nullable String channel) {
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
