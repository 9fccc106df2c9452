package dev.quanbao.directory;

import dev.quanbao.directory.model.StaffVersion;
import dev.quanbao.directory.store.CompanyRepository;
import dev.quanbao.directory.store.StaffRepository;
import dev.quanbao.directory.store.StaffVersionRepository;
import dev.quanbao.platform.flow.Sequentially;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * Drops the versions of companies' staff (员工) that are no longer read or written.
 *
 * <p>It never drops the current version of a company. It keeps a replaced version for an hour, for
 * its readers, and a version that never became current for a day, for its writer. It may be
 * interrupted and repeated, and may run on several replicas at once.
 */
@ApplicationScoped
public class DropStaffVersions {

  static final Duration FOR_READERS = Duration.ofHours(1);
  static final Duration FOR_WRITERS = Duration.ofDays(1);

  private static final int BATCH = 20;

  private final StaffVersionRepository versions;
  private final StaffRepository staff;
  private final CompanyRepository companies;
  private final Clock clock;

  DropStaffVersions(
      StaffVersionRepository versions,
      StaffRepository staff,
      CompanyRepository companies,
      Clock clock) {
    this.versions = versions;
    this.staff = staff;
    this.companies = companies;
    this.clock = clock;
  }

  /** Stores a version before its first member is written. */
  Uni<Void> announce(String version, String companyId) {
    return versions
        .persist(new StaffVersion(version, companyId, clock.instant().plus(FOR_WRITERS)))
        .replaceWithVoid();
  }

  /** Lets a replaced version be dropped once its readers have had the time to finish. */
  Uni<Void> dropLater(String version) {
    return versions.dropAfter(version, clock.instant().plus(FOR_READERS));
  }

  @Scheduled(
      every = "{quanbao.directory.sweep-every}",
      delayed = "{quanbao.directory.sweep-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return versions
        .findDue(clock.instant(), BATCH)
        .chain(due -> Sequentially.each(due, this::dropUnlessCurrent));
  }

  private Uni<Void> dropUnlessCurrent(StaffVersion version) {
    return companies
        .findById(version.companyId())
        .chain(company ->
            company != null && company.roster().version().equals(version.id())
                ? versions.dropAfter(version.id(), clock.instant().plus(FOR_WRITERS))
                : staff
                    .deleteVersion(version.id())
                    .chain(() -> versions.deleteById(version.id()))
                    .replaceWithVoid());
  }
}
