package dev.quanbao.ticket.model;

import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.audit.model.Audited;
import dev.quanbao.directory.model.NamedItem;
import dev.quanbao.platform.time.BusinessCalendar;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ticket of a user or an OP (用户优惠券).
 *
 * <p>Its id follows from the claim that issued it and its place there, so that a claim which is
 * finished twice issues it once. {@code status} is the status that was written down last; {@link
 * #statusAt} gives the status at a moment.
 *
 * @param id the owner's partition and 32 hex
 * @param code 12 digits, unique (用户优惠券号)
 * @param companyId the company that made the package
 * @param origin the claim and the copy that it comes from
 * @param kind what it takes off, when and for what
 * @param holder who has it
 * @param status written down last; USABLE stands for every status that follows from the clock
 * @param validity when it can be used
 * @param use the order that used it; null: it was not used
 * @param createdAt when it was claimed
 * @param updatedAt when it changed last
 * @param sort order in a wallet, smaller first
 * @param unfiled audit entries not yet filed
 */
@RegisterForReflection
public record Ticket(
    String id,
    String code,
    String companyId,
    Origin origin,
    Kind kind,
    Holder holder,
    TicketStatus status,
    Validity validity,
    @Nullable Use use,
    Instant createdAt,
    Instant updatedAt,
    int sort,
    List<AuditEntry> unfiled)
    implements Audited {

  public static final int DEFAULT_SORT = 1000;

  public Ticket {
    unfiled = List.copyOf(unfiled);
  }

  /** The status at a moment, whether or not a sweep has written it down. */
  public TicketStatus statusAt(Instant now) {
    if (status != TicketStatus.USABLE) {
      return status;
    }
    if (BusinessCalendar.isOver(validity.to(), now)) {
      return TicketStatus.EXPIRED;
    }
    return now.isBefore(validity.from()) ? TicketStatus.NOT_YET_VALID : TicketStatus.USABLE;
  }

  /**
   * The claim and the copy that a ticket comes from.
   *
   * @param claimId the claim that issued it
   * @param place among the claim's tickets, from 0
   * @param packageId the parent package
   * @param packageCode code of the copy that was claimed (礼包唯一编号)
   */
  public record Origin(String claimId, int place, String packageId, String packageCode) {}

  /**
   * What all tickets of a claim have in common that were made after one template of the package.
   *
   * @param code code of the template (优惠券唯一编号)
   * @param name 优惠券名
   * @param discount what it takes off
   * @param terms when and for what
   * @param channels where it may be used; empty: anywhere
   * @param themeId 主题
   * @param themeName 主题名称
   */
  public record Kind(
      String code,
      String name,
      Discount discount,
      TicketTerms terms,
      List<NamedItem> channels,
      @Nullable String themeId,
      @Nullable String themeName) {

    public Kind {
      channels = List.copyOf(channels);
    }
  }

  /**
   * Who has a ticket.
   *
   * @param type user or OP
   * @param ownerId who holds it
   * @param userId who may use it; null while an OP holds it
   * @param senderId who sent it; null: it was not sent
   */
  public record Holder(
      OwnerType type, String ownerId, @Nullable String userId, @Nullable String senderId) {}

  /**
   * When a ticket can be used.
   *
   * @param from the first moment
   * @param to the last second, inclusive
   */
  public record Validity(Instant from, Instant to) {}

  /**
   * The use of a ticket.
   *
   * @param orderId the order that used it
   * @param verificationId who verified it; null: it was not verified
   */
  public record Use(String orderId, @Nullable String verificationId) {}
}
