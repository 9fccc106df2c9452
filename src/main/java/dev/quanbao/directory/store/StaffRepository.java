package dev.quanbao.directory.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import dev.quanbao.directory.model.Company;
import dev.quanbao.directory.model.Roster;
import dev.quanbao.directory.model.StaffMember;
import dev.quanbao.platform.store.DocumentRepository;
import dev.quanbao.platform.store.Index;
import io.quarkus.mongodb.FindOptions;
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
 * <p>Every query names a {@link Roster}, so that a reader that reads in several steps reads one
 * version and not parts of two. A stream reads each batch when its subscriber asks for it.
 */
@ApplicationScoped
public class StaffRepository implements DocumentRepository<StaffMember> {

  private static final Bson ORDER = Sorts.ascending(StaffFields.ORDINAL);
  private static final int BEFORE_THE_FIRST = -1;
  private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);

  private final CompanyRepository companies;

  StaffRepository(CompanyRepository companies) {
    this.companies = companies;
  }

  @Override
  public List<IndexModel> indexes() {
    return List.of(
        Index.on(StaffFields.VERSION, StaffFields.ORDINAL),
        Index.on(StaffFields.VERSION, StaffFields.GROUP_ID, StaffFields.ORDINAL));
  }

  /** Finds the roster of a company, at most five seconds old. */
  public Uni<Roster> findRoster(String companyId) {
    return companies.findRecent(companyId).map(Company::roster);
  }

  /**
   * Finds members in the list's order.
   *
   * @param from the ordinal of the first
   */
  public Uni<List<StaffMember>> findPage(Roster roster, int from, int limit) {
    return mongoCollection()
        .find(
            Filters.and(
                Filters.eq(StaffFields.VERSION, roster.version()),
                Filters.gte(StaffFields.ORDINAL, from),
                Filters.lt(StaffFields.ORDINAL, from + limit)),
            new FindOptions().sort(ORDER))
        .collect()
        .asList();
  }

  /** Finds the first members of a group in the list's order. */
  public Uni<List<StaffMember>> findGroup(Roster roster, String groupId, int limit) {
    return findGroup(roster, groupId, BEFORE_THE_FIRST, limit);
  }

  private Uni<List<StaffMember>> findGroup(Roster roster, String groupId, int behind, int limit) {
    return mongoCollection()
        .find(
            Filters.and(
                Filters.eq(StaffFields.VERSION, roster.version()),
                Filters.eq(StaffFields.GROUP_ID, groupId),
                Filters.gt(StaffFields.ORDINAL, behind)),
            new FindOptions().sort(ORDER).limit(limit))
        .collect()
        .asList();
  }

  /** Reads all members in batches. */
  public Multi<List<StaffMember>> readAll(Roster roster, int perBatch) {
    return Multi.createBy()
        .repeating()
        .uni(AtomicInteger::new, next -> findPage(roster, next.getAndAdd(perBatch), perBatch))
        .until(List::isEmpty);
  }

  /** Reads the ids of all members in batches. */
  public Multi<List<String>> readIds(Roster roster, int perBatch) {
    return readAll(roster, perBatch).map(StaffRepository::ids);
  }

  /** Reads the ids of the members of some groups in batches, one group after the other. */
  public Multi<List<String>> readIdsOfGroups(Roster roster, Set<String> groupIds, int perBatch) {
    return Multi.createFrom()
        .iterable(groupIds)
        .onItem()
        .transformToMultiAndConcatenate(group -> readIdsOfGroup(roster, group, perBatch));
  }

  private Multi<List<String>> readIdsOfGroup(Roster roster, String groupId, int perBatch) {
    return Multi.createBy()
        .repeating()
        .uni(
            () -> new AtomicInteger(BEFORE_THE_FIRST),
            last ->
                findGroup(roster, groupId, last.get(), perBatch)
                    .invoke(found -> found.forEach(member -> last.set(member.ordinal()))))
        .until(List::isEmpty)
        .map(StaffRepository::ids);
  }

  /** Finds which of some ids are members'; one query asks for all of them. */
  public Uni<Set<String>> findKnownIds(Roster roster, Collection<String> ids) {
    List<String> keys =
        ids.stream().map(id -> StaffMember.idOf(roster.version(), id)).distinct().toList();
    return mongoCollection()
        .find(Filters.in(StaffFields.ID, keys))
        .map(StaffMember::staffId)
        .collect()
        .with(Collectors.toUnmodifiableSet());
  }

  /** Stores a batch of members of a version. */
  public Uni<Void> add(List<StaffMember> members) {
    return members.isEmpty()
        ? Uni.createFrom().voidItem()
        : mongoCollection().insertMany(members, UNORDERED).replaceWithVoid();
  }

  /** Deletes all members of a version. */
  public Uni<Void> deleteVersion(String version) {
    return mongoCollection().deleteMany(Filters.eq(StaffFields.VERSION, version)).replaceWithVoid();
  }

  private static List<String> ids(List<StaffMember> members) {
    return members.stream().map(StaffMember::staffId).toList();
  }
}
