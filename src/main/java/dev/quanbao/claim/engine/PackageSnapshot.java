package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.claim.model.ClaimRules;
import dev.quanbao.directory.model.Company;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.platform.error.ErrorCode;
import java.time.Duration;
import java.util.Optional;

/**
 * A package and the names of its company as they were read at one moment.
 *
 * @param readAtNanos the moment, by {@link System#nanoTime()}
 */
public record PackageSnapshot(GiftPackage giftPackage, Company company, long readAtNanos) {

  String packageId() {
    return giftPackage.id();
  }

  int ticketsPerClaim() {
    return giftPackage.design().ticketsPerClaim();
  }

  /** Whether each copy is a child with a code of its own. */
  boolean hasChildren() {
    return giftPackage.design().codes().type() == CodeType.UNIQUE;
  }

  boolean isOlderThan(Duration age) {
    return System.nanoTime() - readAtNanos > age.toNanos();
  }

  /** Why the package must refuse a request; empty where it need not. */
  Optional<ErrorCode> objectionTo(ClaimRequest request) {
    return ClaimRules.objection(
        giftPackage, company, request.origin().channel(), request.origin().at());
  }
}
