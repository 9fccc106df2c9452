package dev.quanbao.statistics.model;

import dev.quanbao.giftpackage.model.ClaimTally;
import dev.quanbao.giftpackage.model.GiftPackage;
import java.time.Instant;
import java.util.SortedMap;

/**
 * The statistics of a package (统计) as of one moment.
 *
 * @param subject the package
 * @param asOf the moment
 * @param made copies that have codes
 * @param claimed copies that were claimed
 * @param claims claims by day and channel
 * @param channels claims by the channel's name; {@link ClaimTally#NO_CHANNEL} for none
 * @param tickets how many tickets have which status
 */
public record PackageStatistics(
    GiftPackage subject,
    Instant asOf,
    int made,
    int claimed,
    ClaimTally claims,
    SortedMap<String, Integer> channels,
    Figures tickets) {}
