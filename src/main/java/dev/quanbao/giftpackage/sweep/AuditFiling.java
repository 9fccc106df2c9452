package dev.quanbao.giftpackage.sweep;

import dev.quanbao.audit.store.AuditOutbox;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Files audit entries of packages: soon after the change, or during recovery. */
@ApplicationScoped
public class AuditFiling {

  private final GiftPackageRepository packages;
  private final AuditOutbox outbox;

  AuditFiling(GiftPackageRepository packages, AuditOutbox outbox) {
    this.packages = packages;
    this.outbox = outbox;
  }

  /** Files a package's entries; the caller does not wait for it. */
  public void fileSoon(GiftPackage changed) {
    file(changed)
        .subscribe()
        .with(
            done -> {},
            // The entries are still in the package, and recovery files them.
            failure -> Log.debugf(failure, "audit of package %s is filed later", changed.id()));
  }

  /** Files entries that packages carry since before a moment. */
  public Uni<Void> fileOlderThan(Instant moment, int limit) {
    return outbox.fileOlderThan(packages, moment, limit);
  }

  private Uni<Void> file(GiftPackage changed) {
    return outbox.file(packages, changed);
  }
}
