package dev.quanbao.directory.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import dev.quanbao.directory.model.Company;
import dev.quanbao.directory.model.Roster;
import dev.quanbao.directory.model.StaffMember;
import dev.quanbao.platform.store.StartupTask;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;

/**
 * The stored staff (员工) of all companies.
 *
 * <p>Everything is asked of a {@link Roster}, so that whoever reads in several steps reads one
 * version and not parts of two. No step reads more than it is asked for, and none skips.
 */
@ApplicationScoped
public class StaffRepository
    implements ReactivePanacheMongoRepositoryBase<StaffMember, String>, StartupTask {

  private static final Bson ORDER = Sorts.ascending("ordinal");
  private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);

  private final CompanyRepository companies;

  StaffRepository(CompanyRepository companies) {
    this.companies = companies;
  }

  @Override
  public Order order() {
    return Order.INDEXES;
  }

  @Override
  public Uni<Void> run() {
    return Uni.join()
        .all(
            mongoCollection().createIndex(Indexes.ascending("version", "ordinal")),
            mongoCollection().createIndex(Indexes.ascending("version", "groupId", "ordinal")))
        .andFailFast()
        .replaceWithVoid();
  }

  /** The staff a company has, at most five seconds old. */
  public Uni<Roster> roster(String companyId) {
    return companies.recent(companyId).map(Company::roster);
  }

  /** So many members from a place on, in the list's order. */
  public Uni<List<StaffMember>> page(Roster roster, int from, int limit) {
    return mongoCollection()
        .find(
            Filters.and(
                Filters.eq("version", roster.version()),
                Filters.gte("ordinal", from),
                Filters.lt("ordinal", from + limit)),
            new FindOptions().sort(ORDER))
        .collect()
        .asList();
  }

  /** So many members of a group behind a place (-1: from the first on), in the list's order. */
  public Uni<List<StaffMember>> ofGroup(Roster roster, String groupId, int behind, int limit) {
    return mongoCollection()
        .find(
            Filters.and(
                Filters.eq("version", roster.version()),
                Filters.eq("groupId", groupId),
                Filters.gt("ordinal", behind)),
            new FindOptions().sort(ORDER).limit(limit))
        .collect()
        .asList();
  }

  /** All members in batches, each read when it is asked for. */
  public Multi<List<StaffMember>> all(Roster roster, int perBatch) {
    return Multi.createBy()
        .repeating()
        .uni(AtomicInteger::new, next -> page(roster, next.getAndAdd(perBatch), perBatch))
        .until(List::isEmpty);
  }

  /** The ids of all members in batches, each read when it is asked for. */
  public Multi<List<String>> ids(Roster roster, int perBatch) {
    return all(roster, perBatch).map(StaffRepository::ids);
  }

  /** The ids of the members of some groups in batches, group after group. */
  public Multi<List<String>> idsOfGroups(Roster roster, Set<String> groupIds, int perBatch) {
    return Multi.createFrom()
        .iterable(groupIds)
        .onItem()
        .transformToMultiAndConcatenate(group -> idsOfGroup(roster, group, perBatch));
  }

  private Multi<List<String>> idsOfGroup(Roster roster, String groupId, int perBatch) {
    return Multi.createBy()
        .repeating()
        .uni(
            () -> new AtomicInteger(-1),
            last ->
                ofGroup(roster, groupId, last.get(), perBatch)
                    .invoke(found -> found.forEach(member -> last.set(member.ordinal()))))
        .until(List::isEmpty)
        .map(StaffRepository::ids);
  }

  /** Which of these ids are the staff's; the caller sees to it that they are not too many. */
  public Uni<Set<String>> known(Roster roster, Collection<String> ids) {
    List<String> keys =
        ids.stream().map(id -> StaffMember.idOf(roster.version(), id)).distinct().toList();
    return mongoCollection()
        .find(Filters.in("_id", keys))
        .map(StaffMember::staffId)
        .collect()
        .with(Collectors.toUnmodifiableSet());
  }

  public Uni<Void> add(List<StaffMember> members) {
    return members.isEmpty()
        ? Uni.createFrom().voidItem()
        : mongoCollection().insertMany(members, UNORDERED).replaceWithVoid();
  }

  Uni<Void> drop(String version) {
    return mongoCollection().deleteMany(Filters.eq("version", version)).replaceWithVoid();
  }

  private static List<String> ids(List<StaffMember> members) {
    return members.stream().map(StaffMember::staffId).toList();
  }
}
