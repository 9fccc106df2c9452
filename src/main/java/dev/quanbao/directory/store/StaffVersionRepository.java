package dev.quanbao.directory.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Updates;
import dev.quanbao.directory.model.StaffVersion;
import dev.quanbao.platform.store.DocumentRepository;
import dev.quanbao.platform.store.Index;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** The stored versions of companies' staff (员工). */
@ApplicationScoped
public class StaffVersionRepository implements DocumentRepository<StaffVersion> {

  private static final String DROP_AFTER = "dropAfter";

  @Override
  public List<IndexModel> indexes() {
    return List.of(Index.on(DROP_AFTER));
  }

  /** Finds versions that may be dropped unless they are current ones. */
  public Uni<List<StaffVersion>> findDue(Instant now, int limit) {
    return mongoCollection()
        .find(Filters.lt(DROP_AFTER, now), new FindOptions().limit(limit))
        .collect()
        .asList();
  }

  /** Sets the moment from which on a version may be dropped. */
  public Uni<Void> dropAfter(String version, Instant moment) {
    return mongoCollection()
        .updateOne(Filters.eq(version), Updates.set(DROP_AFTER, moment))
        .replaceWithVoid();
  }
}
