package dev.quanbao.directory;

import dev.quanbao.access.model.Caller;
import dev.quanbao.directory.model.Company;
import dev.quanbao.directory.model.StaffMember;
import dev.quanbao.directory.store.CompanyRepository;
import dev.quanbao.directory.store.StaffRepository;
import dev.quanbao.platform.page.Page;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Reads companies and their staff (公司, 员工: 2.11 to 2.18).
 *
 * <p>A company that the caller may not use is refused as not found.
 */
@ApplicationScoped
public class ReadDirectory {

  private final CompanyRepository companies;
  private final StaffRepository staff;

  ReadDirectory(CompanyRepository companies, StaffRepository staff) {
    this.companies = companies;
    this.staff = staff;
  }

  public Uni<Company> findCompany(String id, Caller caller) {
    return companies.findVisible(id, caller);
  }

  /** The staff of one group, at most so many; none of an unknown group. */
  public Uni<List<StaffMember>> findGroup(
      String companyId, String groupId, int limit, Caller caller) {
    return findCompany(companyId, caller)
        .chain(company -> staff.findGroup(company.roster(), groupId, limit));
  }

  /** A page of a company's staff. */
  public Uni<Page<StaffMember>> findStaff(
      String companyId, int pageNo, int pageSize, Caller caller) {
    return findCompany(companyId, caller)
        .map(Company::roster)
        .chain(roster ->
            staff
                .findPage(roster, (pageNo - 1) * pageSize, pageSize)
                .map(members -> new Page<>(members, roster.count())));
  }

  /** The whole staff of a company as it was read, batch by batch. */
  public Multi<List<StaffMember>> readStaff(Company company, int perBatch) {
    return staff.readAll(company.roster(), perBatch);
  }
}
