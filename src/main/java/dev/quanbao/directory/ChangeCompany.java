package dev.quanbao.directory;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.quanbao.access.model.Caller;
import dev.quanbao.access.model.Permission;
import dev.quanbao.directory.model.Company;
import dev.quanbao.directory.model.CompanyList;
import dev.quanbao.directory.model.NamedItem;
import dev.quanbao.directory.store.CompanyRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.store.StoreErrors;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Consumer;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Creates companies and replaces what they keep, each list as a whole.
 *
 * <p>Several people edit these: a change carries the revision it was decided on in its filter, so
 * that nobody's condition is overtaken between the look and the write. In force at once here, and
 * within five seconds on every replica.
 */
@ApplicationScoped
public class ChangeCompany {

  /** The name's revision, as {@link CompanyList#field()} is that of a list. */
  public static final String NAME = "name";

  /** The staff's. */
  public static final String STAFF = "staff";

  private static final FindOneAndUpdateOptions CHANGED =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
  private static final int ATTEMPTS = 20;

  private final CompanyRepository companies;

  ChangeCompany(CompanyRepository companies) {
    this.companies = companies;
  }

  /** A company as it is now. */
  public record Put(Company company, boolean isNew) {}

  /**
   * Gives a company its name; whoever administers clients may create one by it.
   *
   * @param condition refuses unless the revision it gets, null for none, is the one insisted on
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
            return change(id, NAME, condition, Updates.set(NAME, name), ATTEMPTS)
                .map(changed -> new Put(changed, false));
          }
          if (!mayCreate) {
            throw RequestRefusedException.because(ErrorCode.NOT_FOUND);
          }
          condition.accept(null);
          return create(Company.empty(id, name), name, condition, caller);
        });
  }

  private Uni<Put> create(
      Company company, String name, Consumer<@Nullable Long> condition, Caller caller) {
    return companies
        .persist(company)
        .invoke(made -> companies.forget(made.id()))
        .map(made -> new Put(made, true))
        .onFailure(StoreErrors::isDuplicateKey)
        .recoverWithUni(() -> put(company.id(), name, condition, caller));
  }

  /** Replaces one of a company's lists. */
  public Uni<Company> replace(
      String id,
      CompanyList list,
      List<NamedItem> items,
      Consumer<@Nullable Long> condition,
      Caller caller) {
    return companies
        .visible(id, caller)
        .chain(
            () -> change(id, list.field(), condition, Updates.set(list.field(), items), ATTEMPTS));
  }

  Uni<Company> change(
      String id, String field, Consumer<@Nullable Long> condition, Bson update, int attemptsLeft) {
    return companies
        .findById(id)
        .chain(company -> {
          long known = company.revision(field);
          condition.accept(known);
          return companies
              .mongoCollection()
              .findOneAndUpdate(
                  Filters.and(Filters.eq(id), isAt(known, "revisions." + field)),
                  Updates.combine(update, Updates.inc("revisions." + field, 1L)),
                  CHANGED);
        })
        .onItem()
        .ifNull()
        .switchTo(() -> {
          if (attemptsLeft == 0) {
            throw RequestRefusedException.because(ErrorCode.PRECONDITION_FAILED);
          }
          return change(id, field, condition, update, attemptsLeft - 1);
        })
        .invoke(() -> companies.forget(id));
  }

  private static Bson isAt(long revision, String path) {
    return revision == 0 ? Filters.eq(path, null) : Filters.eq(path, revision);
  }
}
