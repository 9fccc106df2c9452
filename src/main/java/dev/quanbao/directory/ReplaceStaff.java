package dev.quanbao.directory;

import dev.quanbao.access.model.Caller;
import dev.quanbao.directory.model.Company;
import dev.quanbao.directory.model.CompanyChange.SwitchRoster;
import dev.quanbao.directory.model.CompanyPart;
import dev.quanbao.directory.model.NewStaff;
import dev.quanbao.directory.model.Roster;
import dev.quanbao.directory.model.StaffMember;
import dev.quanbao.directory.store.CompanyRepository;
import dev.quanbao.directory.store.StaffRepository;
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
 * <p>It writes the new list beside the old one, under a version of its own; one write then switches
 * the company from one version to the other. Readers see either list, never a part of one. {@link
 * DropStaffVersions} drops the old version, and what an interrupted replacement leaves.
 */
@ApplicationScoped
public class ReplaceStaff {

  /** How many members one write stores. */
  public static final int BATCH = 1_000;

  private final CompanyRepository companies;
  private final ChangeCompany change;
  private final StaffRepository staff;
  private final DropStaffVersions versions;

  ReplaceStaff(
      CompanyRepository companies,
      ChangeCompany change,
      StaffRepository staff,
      DropStaffVersions versions) {
    this.companies = companies;
    this.change = change;
    this.staff = staff;
    this.versions = versions;
  }

  /**
   * Replaces the staff of a company the caller may see.
   *
   * @param members no two with the same id, in batches of at most {@link #BATCH}
   * @param condition gets the revision of the staff, and refuses any but the one that the caller
   *     insists on
   */
  public Uni<Company> replace(
      String companyId,
      Multi<List<NewStaff>> members,
      Consumer<@Nullable Long> condition,
      Caller caller) {
    return companies
        .findVisible(companyId, caller)
        .invoke(company -> condition.accept(company.revision(CompanyPart.STAFF)))
        .chain(() -> replace(companyId, members, condition));
  }

  /** The same without a caller, for demo data. */
  public Uni<Company> replace(
      String companyId, Multi<List<NewStaff>> members, Consumer<@Nullable Long> condition) {
    String version = Ids.random();
    return versions
        .announce(version, companyId)
        .chain(() -> write(version, members))
        .chain(count -> switchTo(companyId, new Roster(version, count), condition));
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

  Uni<Company> switchTo(String companyId, Roster roster, Consumer<@Nullable Long> condition) {
    return companies
        .findById(companyId)
        .map(Company::roster)
        .chain(old ->
            change
                .change(companyId, new SwitchRoster(roster), condition)
                .call(() -> versions.dropLater(old.version())));
  }
}
