package dev.quanbao.card.model;

import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.audit.model.Audited;
import dev.quanbao.platform.time.BusinessCalendar;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A card template (优惠券模板) as it is stored.
 *
 * <p>What a merchant says of it changes only together with its {@code revision}; what WeChat says
 * of it leaves the revision alone and counts only while that revision is still the current one.
 *
 * @param id as in {@code card/1}
 * @param number from 1, what clients call its id
 * @param companyId whose it is
 * @param type its kind
 * @param info the type's object of WeChat's card/create, as JSON text: whole, unknown parts too
 * @param title as in the info, for searching
 * @param brandName as in the info, for searching
 * @param color as in the info, for lists
 * @param appId the merchant's name for the application it belongs to
 * @param wechatAppId the WeChat account it is for
 * @param aliAppId the Alipay account it is for
 * @param beginAt first moment of its first day
 * @param endAt last second of its last day, inclusive
 * @param deletedAt when it was deleted; null while it isn't
 * @param sync whether WeChat has its card
 * @param syncError WeChat's own words where it said no; else null
 * @param revision from 1, grows with every change
 * @param syncedRevision the newest revision that WeChat has; 0 for none
 * @param wechatCardId its card at WeChat, the only one it ever gets; null while there is none
 * @param operation the operation that made it, unique; its own id where the client named none
 * @param createdAt when it was made
 * @param updatedAt when it was changed or deleted last; null while it wasn't
 * @param unfiled audit entries not yet filed
 */
@RegisterForReflection
public record CardTemplate(
    String id,
    long number,
    String companyId,
    CardType type,
    String info,
    String title,
    String brandName,
    String color,
    @Nullable String appId,
    @Nullable String wechatAppId,
    @Nullable String aliAppId,
    Instant beginAt,
    Instant endAt,
    @Nullable Instant deletedAt,
    SyncState sync,
    @Nullable String syncError,
    long revision,
    long syncedRevision,
    @Nullable String wechatCardId,
    String operation,
    Instant createdAt,
    @Nullable Instant updatedAt,
    List<AuditEntry> unfiled)
    implements Audited {

  public CardTemplate {
    unfiled = List.copyOf(unfiled);
  }

  /** The id of the template with a number. */
  public static String idOf(long number) {
    return "card/" + number;
  }

  public boolean isDeleted() {
    return deletedAt != null;
  }

  /** Its status as of a moment. */
  public CardStatus statusAt(Instant now) {
    if (isDeleted()) {
      return CardStatus.DELETED;
    }
    return BusinessCalendar.isOver(endAt, now) ? CardStatus.EXPIRED : CardStatus.NORMAL;
  }
}
