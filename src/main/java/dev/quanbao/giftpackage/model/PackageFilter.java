package dev.quanbao.giftpackage.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which packages a list shows, and in which order; null or empty: any.
 *
 * @param companyId whose packages
 * @param statuses any of these; empty: all but deleted ones
 * @param useStatus as of the request, see {@link GiftPackage#useStatus}
 * @param nameContains part of the name
 * @param channels any of these
 * @param creatorId who made it
 * @param examinerId who examines it
 * @param createdFrom made at or after
 * @param createdBefore made before
 * @param newestFirst whether the list begins with the newest, or with the oldest
 */
public record PackageFilter(
    String companyId,
    List<SendStatus> statuses,
    @Nullable UseStatus useStatus,
    @Nullable String nameContains,
    List<String> channels,
    @Nullable String creatorId,
    @Nullable String examinerId,
    @Nullable Instant createdFrom,
    @Nullable Instant createdBefore,
    boolean newestFirst) {

  public PackageFilter {
    statuses = List.copyOf(statuses);
    channels = List.copyOf(channels);
  }
}
