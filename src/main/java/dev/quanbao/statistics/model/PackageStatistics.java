package dev.quanbao.statistics.model;

import dev.quanbao.giftpackage.model.ClaimTally;
import dev.quanbao.giftpackage.model.GiftPackage;
import java.time.Instant;
import java.util.SortedMap;

/**
 * All there is to know of a package in numbers, as of one moment.
 *
 * @param subject whose
 * @param asOf when
 * @param made copies that have codes
 * @param claimed copies that were claimed
 * @param claims claims by day and channel
 * @param channels claims by the channel's name; {@link ClaimTally#NO_CHANNEL} for none
 * @param tickets what has become of the tickets
 */
public record PackageStatistics(
    GiftPackage subject,
    Instant asOf,
    int made,
    int claimed,
    ClaimTally claims,
    SortedMap<String, Integer> channels,
    Figures tickets) {}
