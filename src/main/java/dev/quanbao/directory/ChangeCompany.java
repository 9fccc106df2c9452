package dev.quanbao.directory;

import dev.quanbao.access.model.Caller;
import dev.quanbao.access.model.Permission;
import dev.quanbao.directory.model.Company;
import dev.quanbao.directory.model.CompanyChange;
import dev.quanbao.directory.model.CompanyChange.Rename;
import dev.quanbao.directory.model.CompanyChange.ReplaceList;
import dev.quanbao.directory.model.CompanyList;
import dev.quanbao.directory.model.NamedItem;
import dev.quanbao.directory.store.CompanyRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.flow.Retry;
import dev.quanbao.platform.store.Revisions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Creates companies (公司) and replaces their parts, each as a whole.
 *
 * <p>Several people edit a company at once. A change is written only while its part has the
 * revision that the caller's condition has judged. This replica shows it at once, the others within
 * five seconds.
 */
@ApplicationScoped
public class ChangeCompany {

  private final CompanyRepository companies;

  ChangeCompany(CompanyRepository companies) {
    this.companies = companies;
  }

  /** A company as it is now. */
  public record Put(Company company, boolean isNew) {}

  /**
   * Names a company; creates it if there is none and the caller administers clients.
   *
   * @param condition gets the revision of the name, null for a new company, and refuses any but the
   *     one that the caller insists on
   */
  public Uni<Put> put(String id, String name, Consumer<@Nullable Long> condition, Caller caller) {
    boolean mayCreate = caller.has(Permission.CLIENT_ADMIN);
    if (!mayCreate && !caller.mayUse(id)) {
      return Uni.createFrom().failure(RequestRefusedException.because(ErrorCode.NOT_FOUND));
    }
    return companies
        .findById(id)
        .chain(found -> {
          if (found != null) {
            return change(id, new Rename(name), condition).map(changed -> new Put(changed, false));
          }
          if (!mayCreate) {
            throw RequestRefusedException.because(ErrorCode.NOT_FOUND);
          }
          condition.accept(null);
          return create(Company.empty(id, name), condition, caller);
        });
  }

  private Uni<Put> create(Company company, Consumer<@Nullable Long> condition, Caller caller) {
    return companies
        .add(company)
        .chain(isNew ->
            isNew
                ? Uni.createFrom().item(new Put(company, true))
                : put(company.id(), company.name(), condition, caller));
  }

  /** Replaces one of a company's lists. */
  public Uni<Company> replace(
      String id,
      CompanyList list,
      List<NamedItem> items,
      Consumer<@Nullable Long> condition,
      Caller caller) {
    return companies
        .findVisible(id, caller)
        .chain(() -> change(id, new ReplaceList(list, items), condition));
  }

  Uni<Company> change(String id, CompanyChange change, Consumer<@Nullable Long> condition) {
    return Retry.<Company>upTo(
            Revisions.ATTEMPTS,
            () ->
                companies
                    .findById(id)
                    .invoke(company -> condition.accept(company.revision(change.part())))
                    .chain(company -> companies.change(company, change)))
        .onItem()
        .ifNull()
        .failWith(() -> RequestRefusedException.because(ErrorCode.PRECONDITION_FAILED));
  }
}
