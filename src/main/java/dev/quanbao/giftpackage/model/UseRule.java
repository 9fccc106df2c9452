package dev.quanbao.giftpackage.model;

import dev.quanbao.platform.time.BusinessCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When and for what a ticket can be used (优惠券规则); at least one of {@code end} and {@code delayDays}
 * is there, so that every ticket ends.
 *
 * @param start first moment of use; null: from the claim on
 * @param end last second of use, inclusive; null: only {@code delayDays} ends it
 * @param productKinds by name or id; empty: all
 * @param orderAmount the order's sum in cents must be greater; null: no threshold
 * @param maxAmount the most a fold takes off, in cents; null: no cap
 * @param delayDays the ticket ends with the day that lies so many days after the claim; null: only
 *     {@code end} ends it
 */
public record UseRule(
    @Nullable Instant start,
    @Nullable Instant end,
    List<String> productKinds,
    @Nullable Long orderAmount,
    @Nullable Long maxAmount,
    @Nullable Integer delayDays) {

  public UseRule {
    productKinds = List.copyOf(productKinds);
  }

  /** The last second of a ticket that is claimed on a day. */
  public Instant endOf(LocalDate claimedOn, BusinessCalendar calendar) {
    if (delayDays == null) {
      return Objects.requireNonNull(end, "every ticket ends by a date or by days");
    }
    Instant delayed = calendar.endOf(claimedOn.plusDays(delayDays));
    return end != null && end.isBefore(delayed) ? end : delayed;
  }
}
