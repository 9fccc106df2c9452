package dev.quanbao.directory;

import com.mongodb.client.model.Updates;
import dev.quanbao.access.model.Caller;
import dev.quanbao.directory.model.Company;
import dev.quanbao.directory.model.NewStaff;
import dev.quanbao.directory.model.Roster;
import dev.quanbao.directory.model.StaffMember;
import dev.quanbao.directory.store.CompanyRepository;
import dev.quanbao.directory.store.StaffRepository;
import dev.quanbao.directory.store.StaffVersionRepository;
import dev.quanbao.platform.id.Ids;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a company's staff (员工) as a whole.
 *
 * <p>The new list is written beside the old one, under a version of its own; one write then turns
 * the company from one to the other. Readers see either list, never a part of one, and what an
 * interruption leaves is dropped by {@link StaffVersionRepository}.
 */
@ApplicationScoped
public class ReplaceStaff {

  /** How many members one write brings in. */
  public static final int BATCH = 1_000;

  private static final int ATTEMPTS = 20;

  private final CompanyRepository companies;
  private final ChangeCompany change;
  private final StaffRepository staff;
  private final StaffVersionRepository versions;

  ReplaceStaff(
      CompanyRepository companies,
      ChangeCompany change,
      StaffRepository staff,
      StaffVersionRepository versions) {
    this.companies = companies;
    this.change = change;
    this.staff = staff;
    this.versions = versions;
  }

  /**
   * Replaces the staff of a company the caller may see.
   *
   * @param members no two with the same id, in batches of at most {@link #BATCH}
   * @param condition refuses unless the revision it gets is the one insisted on
   */
  public Uni<Company> replace(
      String companyId,
      Multi<List<NewStaff>> members,
      Consumer<@Nullable Long> condition,
      Caller caller) {
    return companies
        .visible(companyId, caller)
        .invoke(company -> condition.accept(company.revision(ChangeCompany.STAFF)))
        .chain(() -> replace(companyId, members, condition));
  }

  /** The same without a caller, for what the service itself brings along. */
  public Uni<Company> replace(
      String companyId, Multi<List<NewStaff>> members, Consumer<@Nullable Long> condition) {
    String version = Ids.random();
    return versions
        .begin(version, companyId)
        .chain(() -> write(version, members))
        .chain(count -> turn(companyId, new Roster(version, count), condition));
  }

  Uni<Integer> write(String version, Multi<List<NewStaff>> members) {
    var next = new AtomicInteger();
    return members
        .onItem()
        .transformToUniAndConcatenate(batch -> staff.add(placed(version, batch, next)))
        .collect()
        .last()
        .map(written -> next.get());
  }

  private static List<StaffMember> placed(
      String version, List<NewStaff> batch, AtomicInteger next) {
    List<StaffMember> placed = new ArrayList<>(batch.size());
    for (NewStaff member : batch) {
      placed.add(
          new StaffMember(
              StaffMember.idOf(version, member.id()),
              version,
              next.getAndIncrement(),
              member.id(),
              member.name(),
              member.groupId()));
    }
    return placed;
  }

  Uni<Company> turn(String companyId, Roster roster, Consumer<@Nullable Long> condition) {
    return companies
        .findById(companyId)
        .map(Company::roster)
        .chain(old ->
            change
                .change(
                    companyId,
                    ChangeCompany.STAFF,
                    condition,
                    Updates.set("roster", roster),
                    ATTEMPTS)
                .call(() -> versions.replaced(old.version())));
  }
}
