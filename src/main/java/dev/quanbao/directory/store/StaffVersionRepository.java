package dev.quanbao.directory.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.quanbao.directory.model.StaffVersion;
import dev.quanbao.platform.store.StartupTask;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * The versions of companies' staff, and the dropping of those that are of no use any more.
 *
 * <p>What a company points at is never dropped. What was replaced stays for an hour, for those who
 * are reading it; what was never pointed at, since whoever wrote it was stopped, for a day.
 * Dropping may be interrupted and repeated, on any number of replicas.
 */
@ApplicationScoped
public class StaffVersionRepository
    implements ReactivePanacheMongoRepositoryBase<StaffVersion, String>, StartupTask {

  static final Duration FOR_READERS = Duration.ofHours(1);
  static final Duration FOR_WRITERS = Duration.ofDays(1);

  private static final int BATCH = 20;

  private final StaffRepository staff;
  private final CompanyRepository companies;
  private final Clock clock;

  public StaffVersionRepository(StaffRepository staff, CompanyRepository companies, Clock clock) {
    this.staff = staff;
    this.companies = companies;
    this.clock = clock;
  }

  @Override
  public Order order() {
    return Order.INDEXES;
  }

  @Override
  public Uni<Void> run() {
    return mongoCollection().createIndex(Indexes.ascending("dropAfter")).replaceWithVoid();
  }

  /** Announces a version before its first member is written. */
  public Uni<Void> begin(String version, String companyId) {
    return persist(new StaffVersion(version, companyId, clock.instant().plus(FOR_WRITERS)))
        .replaceWithVoid();
  }

  /** Takes note that a version was replaced. */
  public Uni<Void> replaced(String version) {
    return lookAgain(version, FOR_READERS);
  }

  @Scheduled(
      every = "${quanbao.directory.sweep-every:10m}",
      delayed = "${quanbao.directory.sweep-every:10m}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> sweep() {
    return mongoCollection()
        .find(Filters.lt("dropAfter", clock.instant()), new FindOptions().limit(BATCH))
        .onItem()
        .transformToUniAndConcatenate(this::settle)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> settle(StaffVersion version) {
    return companies
        .findById(version.companyId())
        .chain(company ->
            company != null && company.roster().version().equals(version.id())
                ? lookAgain(version.id(), FOR_WRITERS)
                : staff.drop(version.id()).chain(() -> deleteById(version.id())).replaceWithVoid());
  }

  private Uni<Void> lookAgain(String version, Duration in) {
    return mongoCollection()
        .updateOne(Filters.eq(version), Updates.set("dropAfter", clock.instant().plus(in)))
        .replaceWithVoid();
  }
}
