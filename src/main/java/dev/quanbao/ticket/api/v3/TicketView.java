package dev.quanbao.ticket.api.v3;

import dev.quanbao.directory.model.NamedItem;
import dev.quanbao.platform.http.json.Rfc3339;
import dev.quanbao.ticket.model.Discount;
import dev.quanbao.ticket.model.DiscountType;
import dev.quanbao.ticket.model.OwnerType;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.model.TicketStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as {@code /v3} shows it: {@code Ticket} of the wire contract.
 *
 * <p>Times are RFC 3339 in UTC, amounts whole cents; the status is that of the moment of the
 * request.
 */
@Schema(name = "IssuedTicket")
@RegisterForReflection
public record TicketView(
    @Schema(description = "partition of the owner and 32 hex") String id,
    @Schema(description = "用户优惠券号, 12 digits or more") String code,
    @Schema(description = "the parent package") String packageId,
    @Schema(description = "礼包唯一编号, of the copy that was claimed") String packageCode,
    @Schema(description = "the claim that issued it") String claimId,
    @Schema(description = "优惠券名") String name,
    @Schema(description = "优惠券类型: AMOUNT_OFF 优惠金额, FOLD 折扣") DiscountType type,
    @Schema(description = "cents off; null for FOLD") @Nullable Long amountOff,
    @Schema(description = "hundredths of a percent off, 8.5折 is 1500; null for AMOUNT_OFF")
        @Nullable Long discountBasisPoints,
    @Schema(description = "cents a FOLD takes off at most; null: no cap, and for AMOUNT_OFF")
        @Nullable Long maxDiscount,
    @Schema(description = "cents the order must exceed; null: no threshold")
        @Nullable Long orderAmountOver,
    @Schema(description = "品类; none: all") List<NamedItem> productKinds,
    @Schema(description = "使用渠道; none: any") List<NamedItem> channels,
    @Schema(description = "使用状态, as of the request") TicketStatus status,
    @Schema(description = "the first moment of its validity") @Rfc3339 Instant validFrom,
    @Schema(description = "the last second of its validity, inclusive") @Rfc3339 Instant validTo,
    @Schema(description = "拥有者") Owner owner,
    @Schema(description = "the hold; only while FROZEN") @Nullable Reservation reservation,
    @Schema(description = "the use; only while USED") @Nullable Redemption redemption,
    @Schema(description = "when it was claimed") @Rfc3339 Instant createdAt) {

  /** Who holds it. */
  @Schema(name = "TicketOwner")
  @RegisterForReflection
  public record Owner(
      @Schema(description = "USER 用户, OP") OwnerType type,
      @Schema(description = "拥有者id") String id) {}

  /** The hold that freezes it. */
  @Schema(name = "TicketReservation")
  @RegisterForReflection
  public record Reservation(
      @Schema(description = "the reservation") String id,
      @Schema(description = "订单id") String orderId,
      @Schema(description = "when the hold expires") @Rfc3339 Instant expiresAt) {}

  /** The redemption that used it. */
  @Schema(name = "TicketRedemption")
  @RegisterForReflection
  public record Redemption(
      @Schema(description = "the redemption") String id,
      @Schema(description = "订单id") String orderId,
      @Schema(description = "核销时间") @Rfc3339 Instant redeemedAt) {}

  /** A ticket as it is at a moment. */
  public static TicketView of(Ticket ticket, Instant now) {
    Discount discount = ticket.kind().discount();
    boolean isFold = discount.type() == DiscountType.FOLD;
    return new TicketView(
        ticket.id(),
        ticket.code(),
        ticket.origin().packageId(),
        ticket.origin().packageCode(),
        ticket.origin().claimId(),
        ticket.kind().name(),
        discount.type(),
        isFold ? null : discount.value(),
        isFold ? discount.basisPointsOff() : null,
        isFold ? ticket.kind().terms().maxAmount() : null,
        ticket.kind().terms().orderAmount(),
        ticket.kind().terms().productKinds(),
        ticket.kind().channels(),
        ticket.statusAt(now),
        ticket.validity().from(),
        ticket.validity().to(),
        new Owner(ticket.holder().type(), ticket.holder().ownerId()),
        null,
        null,
        ticket.createdAt());
  }
}
