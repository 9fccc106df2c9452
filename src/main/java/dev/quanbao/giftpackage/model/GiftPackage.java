package dev.quanbao.giftpackage.model;

import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.audit.model.Audited;
import dev.quanbao.platform.time.BusinessCalendar;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A gift package (礼包) as it is stored: the parent that OP designs, not its single copies.
 *
 * <p>Everything a claim must not overstep stands in this one document, so that a single conditional
 * write decides it. Changes of design and standing are guarded by {@code revision}; claims touch
 * only {@code quota} and leave the revision alone.
 *
 * @param id 32 hex
 * @param companyId whose package it is
 * @param code 10 digits, unique (礼包唯一编码)
 * @param design what was laid down
 * @param lastUseEnd {@link Design#lastUseEnd()}, stored so that a claim's filter can compare it
 * @param standing where it is in its life cycle
 * @param quota what is left of it
 * @param codes which codes its children carry
 * @param creatorId who made it
 * @param createdAt when
 * @param updatedAt when design or standing changed last
 * @param revision grows with every change of design or standing
 * @param creatingSince since when the package is being created; null once it is complete
 * @param closing the order to close its unused tickets, while it isn't carried out; else null
 * @param unfiled audit entries not yet filed
 */
@RegisterForReflection
public record GiftPackage(
    String id,
    String companyId,
    String code,
    Design design,
    Instant lastUseEnd,
    ReviewState standing,
    Quota quota,
    ChildCodes codes,
    String creatorId,
    Instant createdAt,
    Instant updatedAt,
    long revision,
    @Nullable Instant creatingSince,
    @Nullable TicketClosing closing,
    List<AuditEntry> unfiled)
    implements Audited {

  public GiftPackage {
    unfiled = List.copyOf(unfiled);
  }

  /** The use status as of a moment: what is written down, unless time has overtaken it. */
  public UseStatus useStatus(Instant now) {
    return BusinessCalendar.isOver(lastUseEnd, now) ? UseStatus.EXPIRED : standing.useStatus();
  }

  public boolean isDeleted() {
    return standing.sendStatus() == SendStatus.DELETED;
  }

  /** Whether every child that the total limit asks for is there. */
  public boolean childrenComplete() {
    return design.codes().type() == CodeType.SHARED
        || (!codes.making() && codes.made() >= design.rule().totalLimit());
  }
}
