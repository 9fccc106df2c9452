package dev.quanbao.ticket.model;

import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.audit.model.Audited;
import dev.quanbao.directory.model.NamedItem;
import dev.quanbao.platform.time.BusinessCalendar;
import io.quarkus.mongodb.panache.common.MongoEntity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
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
 * @param claimId the claim that issued it
 * @param place among the claim's tickets, from 0
 * @param packageId the parent package
 * @param packageCode code of the copy that was claimed (礼包唯一编号)
 * @param ticketCode code of the kind of ticket (优惠券唯一编号)
 * @param name 优惠券名
 * @param discount what it takes off
 * @param terms when and for what
 * @param channels where it may be used; empty: anywhere
 * @param themeId 主题
 * @param themeName 主题名称
 * @param ownerId who holds it
 * @param ownerType user or OP
 * @param userId who may use it; null while an OP holds it
 * @param senderId who sent it; null: it was not sent
 * @param orderId the order that used it; null for none
 * @param verificationId who verified it; null: it was not verified
 * @param status written down last; USABLE stands for every status that follows from the clock
 * @param validFrom first moment of its validity
 * @param validTo last second of it, inclusive
 * @param companyId the company that made the package
 * @param createdAt when it was claimed
 * @param updatedAt when it changed last
 * @param sort order in a wallet, smaller first
 * @param unfiled audit entries not yet filed
 */
@MongoEntity(collection = "tickets")
@RegisterForReflection
public record Ticket(
    @BsonId String id,
    String code,
    String claimId,
    int place,
    String packageId,
    String packageCode,
    String ticketCode,
    String name,
    Discount discount,
    TicketTerms terms,
    List<NamedItem> channels,
    @Nullable String themeId,
    @Nullable String themeName,
    String ownerId,
    OwnerType ownerType,
    @Nullable String userId,
    @Nullable String senderId,
    @Nullable String orderId,
    @Nullable String verificationId,
    TicketStatus status,
    Instant validFrom,
    Instant validTo,
    String companyId,
    Instant createdAt,
    Instant updatedAt,
    int sort,
    List<AuditEntry> unfiled)
    implements Audited {

  public static final int DEFAULT_SORT = 1000;

  public Ticket {
    channels = List.copyOf(channels);
    unfiled = List.copyOf(unfiled);
  }

  /** The status at a moment, whether or not a sweep has written it down. */
  public TicketStatus statusAt(Instant now) {
    if (status != TicketStatus.USABLE) {
      return status;
    }
    if (BusinessCalendar.isOver(validTo, now)) {
      return TicketStatus.EXPIRED;
    }
    return now.isBefore(validFrom) ? TicketStatus.NOT_YET_VALID : TicketStatus.USABLE;
  }
}
