package dev.quanbao.giftpackage.model;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The number of copies of a package that are left, and the claims that have just taken one.
 *
 * <p>{@code left + claimed + setAside} always equals the total limit. A claim counts from the
 * moment its id stands in {@code notes}: that write is its commit point, and the note stays until
 * the claim's tickets are known to be there.
 *
 * @param left copies that can still be claimed
 * @param claimed copies that have been claimed
 * @param setAside copies that are kept for receivers of a message until they are claimed
 * @param notes claims that took a copy, and attempts that gave some back, which are not yet known
 *     to be complete
 * @param fences claims that were given up and must never take a copy any more
 */
public record Quota(
    int left, int claimed, int setAside, List<ClaimMark> notes, List<Fence> fences) {

  public Quota {
    notes = List.copyOf(notes);
    fences = List.copyOf(fences);
  }

  /** A quota of which no copy is taken. */
  public static Quota of(int limit) {
    return new Quota(limit, 0, 0, List.of(), List.of());
  }

  /** The copies that are claimed or set aside. */
  public int taken() {
    return claimed + setAside;
  }

  /** All copies: left, claimed and set aside. */
  public int total() {
    return left + taken();
  }

  /** The claims that have passed their commit point and aren't known to be complete. */
  public Set<String> noted() {
    return notes.stream().map(ClaimMark::claimId).collect(Collectors.toSet());
  }

  /** Whether a claim was given up. */
  public boolean fences(String claimId) {
    return fences.stream().anyMatch(fence -> fence.claimId().equals(claimId));
  }

  /**
   * A claim that takes a copy.
   *
   * @param claimId the claim
   * @param claimedAt when, by the business clock
   * @param channel through which it came; null for none
   * @param setsAside whether it only sets the copy aside, for a recipient who may claim it later
   */
  public record Take(
      String claimId, Instant claimedAt, @Nullable String channel, boolean setsAside) {}

  /**
   * A claim's mark in the quota.
   *
   * @param claimId the claim
   * @param at when the mark was made, by the real clock
   */
  public record ClaimMark(String claimId, Instant at) {}

  /**
   * The end of a claim that was given up.
   *
   * @param claimId the claim
   * @param at when it was given up, by the real clock
   * @param from whose copy it wanted to take over; null where it wanted one of the quota
   */
  public record Fence(String claimId, Instant at, @Nullable String from) {}
}
