package dev.quanbao.giftpackage.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which alias codes are a package's own, and who may add to them.
 *
 * <p>A code of the package whose ordinal lies outside {@code [first, next)} is left over from an
 * interrupted change, or not complete yet, and does not count. Own children have ordinals without
 * gaps, so that a page of them is found by its place.
 *
 * @param first ordinal of the first own entry
 * @param next the ordinal that the next entry will get
 * @param made how many children with codes of their own there are
 * @param jobId the job that made or makes them; null for none
 * @param making whether that job is still making them; no other change touches the codes then
 * @param reservedUntil until when the codes are reserved for one edit
 */
public record ChildCodes(
    int first, int next, int made, @Nullable String jobId, boolean making, Instant reservedUntil) {

  public static final ChildCodes NONE = of(0, 0, 0);

  /** Codes that are complete. */
  public static ChildCodes of(int first, int next, int made) {
    return new ChildCodes(first, next, made, null, false, Instant.EPOCH);
  }

  /** The same codes, to which a job is going to add. */
  public ChildCodes madeBy(String job) {
    return new ChildCodes(first, next, made, job, true, Instant.EPOCH);
  }

  /** The same codes, reserved for no edit. */
  public ChildCodes released() {
    return new ChildCodes(first, next, made, jobId, making, Instant.EPOCH);
  }
}
