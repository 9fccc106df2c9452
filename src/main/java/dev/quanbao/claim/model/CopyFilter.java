package dev.quanbao.claim.model;

import dev.quanbao.giftpackage.model.Quota;
import org.jspecify.annotations.Nullable;

/**
 * Which copies of a package with one code for all copies are looked for.
 *
 * @param claimed only those that are claimed, or only those that are set aside; null for both
 */
public record CopyFilter(String packageId, @Nullable Boolean claimed) {

  /** How many copies pass it, as the package's quota counts them. */
  public long count(Quota quota) {
    if (claimed == null) {
      return quota.taken();
    }
    return claimed ? quota.claimed() : quota.setAside();
  }
}
