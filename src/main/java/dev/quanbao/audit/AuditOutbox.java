package dev.quanbao.audit;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Moves audit entries from the documents they were written into, where they stand under {@code
 * unfiled}, to the trail; an entry leaves its document only once it stands in the trail.
 */
@ApplicationScoped
public class AuditOutbox {

  private final AuditTrail trail;

  AuditOutbox(AuditTrail trail) {
    this.trail = trail;
  }

  /** Files what stands in one document; again does nothing. */
  public Uni<Void> file(
      ReactiveMongoCollection<?> subjects, String subjectId, List<AuditEntry> unfiled) {
    if (unfiled.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<String> ids = unfiled.stream().map(AuditEntry::id).toList();
    return trail
        .file(subjectId, unfiled)
        .chain(() ->
            subjects.updateOne(
                Filters.eq(subjectId),
                Updates.pullByFilter(
                    Filters.eq("unfiled", Filters.in("id", ids).toBsonDocument()))))
        .replaceWithVoid();
  }
}
