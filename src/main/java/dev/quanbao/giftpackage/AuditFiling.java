package dev.quanbao.giftpackage;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.quanbao.audit.AuditEntry;
import dev.quanbao.audit.AuditTrail;
import io.quarkus.logging.Log;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * Moves packages' audit entries from the package, where the change wrote them, to the trail; an
 * entry leaves the package only once it stands in the trail.
 */
@ApplicationScoped
public class AuditFiling {

  private final GiftPackages packages;
  private final AuditTrail trail;

  AuditFiling(GiftPackages packages, AuditTrail trail) {
    this.packages = packages;
    this.trail = trail;
  }

  /** Files a package's entries off the request's path. */
  void fileSoon(GiftPackage changed) {
    file(changed)
        .subscribe()
        .with(
            done -> {},
            // Nothing is lost: the entries are still in the package, and recovery files them.
            failure -> Log.debugf(failure, "audit of package %s is filed later", changed.id()));
  }

  /** Files what has been lying in packages since before a moment. */
  Uni<Void> fileOlderThan(Instant moment, int limit) {
    return packages
        .mongoCollection()
        .find(Filters.lt("unfiled.at", moment), new FindOptions().limit(limit))
        .onItem()
        .transformToUniAndConcatenate(this::file)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> file(GiftPackage changed) {
    if (changed.unfiled().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<String> ids = changed.unfiled().stream().map(AuditEntry::id).toList();
    return trail
        .file(changed.id(), changed.unfiled())
        .chain(() ->
            packages
                .mongoCollection()
                .updateOne(
                    Filters.eq(changed.id()),
                    Updates.pullByFilter(
                        Filters.eq("unfiled", Filters.in("id", ids).toBsonDocument()))))
        .replaceWithVoid();
  }
}
