package dev.quanbao.claim.model;

import dev.quanbao.directory.model.Company;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.model.UseStatus;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.time.BusinessCalendar;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a package that a claim has to meet.
 *
 * <p>These rules explain a refusal. The write that takes the quota decides: its filter says the
 * same.
 */
public final class ClaimRules {

  private ClaimRules() {}

  /** The reason for which a claim at a moment is rejected; empty where it meets all rules. */
  public static Optional<ErrorCode> objection(
      GiftPackage wanted, Company company, @Nullable String channel, Instant now) {
    if (wanted.standing().sendStatus() != SendStatus.PUBLISHED) {
      return Optional.of(
          wanted.standing().sendStatus() == SendStatus.DELETED
              ? ErrorCode.STATE_NOT_ALLOWED
              : ErrorCode.NOT_PUBLISHED);
    }
    if (now.isBefore(wanted.design().rule().start())) {
      return Optional.of(ErrorCode.NOT_STARTED);
    }
    if (BusinessCalendar.isOver(wanted.design().rule().end(), now)) {
      return Optional.of(ErrorCode.ENDED);
    }
    if (wanted.useStatus(now) == UseStatus.EXPIRED) {
      return Optional.of(ErrorCode.PACKAGE_EXPIRED);
    }
    if (!isChannelAllowed(channel, wanted.design().claimChannels(), company)) {
      return Optional.of(ErrorCode.CHANNEL_NOT_ALLOWED);
    }
    return wanted.quota().left() == 0 ? Optional.of(ErrorCode.SOLD_OUT) : Optional.empty();
  }

  private static boolean isChannelAllowed(
      @Nullable String channel, List<String> allowed, Company company) {
    return channel == null || allowed.isEmpty() || company.isListed(channel, allowed);
  }
}
