package dev.quanbao.platform.outbox;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import dev.quanbao.platform.outbox.SendOutcome.Final;
import dev.quanbao.platform.outbox.SendOutcome.Refused;
import dev.quanbao.platform.outbox.SendOutcome.Sent;
import dev.quanbao.platform.outbox.SendOutcome.Unknown;
import dev.quanbao.platform.store.BulkInsert;
import dev.quanbao.platform.store.StartupTask;
import dev.quanbao.platform.store.StoreErrors;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;

/**
 * What waits to be sent, and what became of what was sent.
 *
 * <p>An id is put in once: put in again, it is the same entry, and sent once, for as long as
 * entries are kept after their end.
 */
@ApplicationScoped
public class Outbox
    implements ReactivePanacheMongoRepositoryBase<OutboxEntry, String>, StartupTask {

  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
  // Both ends of a range are given: an open one isn't a range of the index to every store.
  private static final Instant EVER = Instant.EPOCH;
  private static final int LONGEST_REASON = 1_000;

  @Override
  public Order order() {
    return Order.INDEXES;
  }

  @Override
  public Uni<Void> run() {
    return Uni.join()
        .all(
            mongoCollection().createIndex(Indexes.ascending("desk", "dueAt")),
            mongoCollection().createIndex(Indexes.ascending("subject", "state")),
            mongoCollection().createIndex(Indexes.ascending("endedAt")))
        .andFailFast()
        .replaceWithVoid();
  }

  /** Puts an entry in; one that is there under the same id already is the same. */
  public Uni<Void> put(OutboxEntry entry) {
    return persist(entry)
        .replaceWithVoid()
        .onFailure(StoreErrors::isDuplicateKey)
        .recoverWithNull();
  }

  /** Puts many entries in with one command; see {@link #put}. */
  public Uni<Void> putAll(List<OutboxEntry> entries) {
    return BulkInsert.into(mongoCollection(), entries).replaceWithVoid();
  }

  /** Takes an entry out again; false when it isn't waiting any more. */
  public Uni<Boolean> withdraw(String id) {
    return mongoCollection()
        .deleteOne(Filters.and(Filters.eq(id), Filters.eq("state", EntryState.WAITING)))
        .map(result -> result.getDeletedCount() == 1);
  }

  /**
   * Entries about a subject that may have arrived while not everybody knows of it: under way, not
   * settled yet, or ended as unknown.
   */
  public Uni<List<OutboxEntry>> inDoubt(String subject) {
    return mongoCollection()
        .find(
            Filters.and(
                Filters.eq("subject", subject),
                Filters.ne("state", EntryState.WAITING),
                Filters.or(Filters.eq("endedAt", null), Filters.eq("state", EntryState.UNKNOWN))))
        .collect()
        .asList();
  }

  /** How many entries about a subject are in each state. */
  public Uni<Map<EntryState, Long>> counts(String subject) {
    return Multi.createFrom()
        .items(EntryState.values())
        .onItem()
        .transformToUniAndConcatenate(state ->
            mongoCollection()
                .countDocuments(
                    Filters.and(Filters.eq("subject", subject), Filters.eq("state", state)))
                .map(count -> Map.entry(state, count)))
        .collect()
        .asMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /** A desk's entries that wait for somebody, those that have waited longest first. */
  Uni<List<OutboxEntry>> due(String desk, Set<String> exceptQueues, Instant now, int limit) {
    Bson due =
        Filters.and(
            Filters.eq("desk", desk), Filters.gte("dueAt", EVER), Filters.lte("dueAt", now));
    return mongoCollection()
        .find(
            exceptQueues.isEmpty() ? due : Filters.and(due, Filters.nin("queue", exceptQueues)),
            new FindOptions().sort(Sorts.ascending("dueAt")).limit(limit))
        .collect()
        .asList();
  }

  /** Takes the leases of entries and gives back those, as they were, that nobody took before. */
  Uni<List<OutboxEntry>> take(List<OutboxEntry> due, String lease, Instant until) {
    return mongoCollection()
        .bulkWrite(due.stream().map(entry -> taking(entry, lease, until)).toList(), UNORDERED)
        .map(result -> result.getMatchedCount() == due.size())
        .onFailure(StoreErrors::gaveWay)
        .recoverWithItem(false)
        .chain(all -> all ? Uni.createFrom().item(due) : under(lease, due));
  }

  private static UpdateOneModel<OutboxEntry> taking(
      OutboxEntry entry, String lease, Instant until) {
    return new UpdateOneModel<>(
        Filters.and(
            Filters.eq(entry.id()),
            Filters.eq("lease", entry.lease()),
            Filters.eq("dueAt", entry.dueAt())),
        Updates.combine(
            Updates.set("lease", lease),
            Updates.set("dueAt", until),
            Updates.set(
                "state",
                entry.state() == EntryState.WAITING ? EntryState.UNDER_WAY : entry.state())));
  }

  private Uni<List<OutboxEntry>> under(String lease, List<OutboxEntry> due) {
    return mongoCollection()
        .find(
            Filters.and(
                Filters.in("_id", due.stream().map(OutboxEntry::id).toList()),
                Filters.eq("lease", lease)))
        .map(OutboxEntry::id)
        .collect()
        .with(Collectors.toSet())
        .map(taken -> due.stream().filter(entry -> taken.contains(entry.id())).toList());
  }

  /** Leaves an entry, of which nothing was sent, as it was. */
  Uni<Void> letGo(LeasedEntry held, Instant now) {
    return put(held, EntryState.WAITING, now).replaceWithVoid();
  }

  /** Puts off an entry of which nothing was sent. */
  Uni<Void> sendAt(LeasedEntry held, Instant when, String why) {
    return put(held, EntryState.WAITING, when, Updates.inc("attempts", 1), because(why))
        .replaceWithVoid();
  }

  /** Leaves an entry that may have arrived to be asked for. */
  Uni<Void> askAt(LeasedEntry held, Instant when, String why) {
    return put(held, EntryState.UNDER_WAY, when, Updates.inc("attempts", 1), because(why))
        .replaceWithVoid();
  }

  /** Puts off an entry of which nothing was sent, through no fault of its own. */
  Uni<Void> park(LeasedEntry held, Instant until, String why) {
    return put(held, EntryState.WAITING, until, Updates.set("since", until), because(why))
        .replaceWithVoid();
  }

  /** Puts off the question for an entry that may have arrived, through no fault of its own. */
  Uni<Void> parkQuestion(LeasedEntry held, Instant until, String why) {
    return put(held, EntryState.UNDER_WAY, until, Updates.set("since", until), because(why))
        .replaceWithVoid();
  }

  /** Puts off whatever waits in the same queue; what is put in later has to find out by itself. */
  Uni<Void> parkQueue(OutboxEntry parked, Instant until) {
    return mongoCollection()
        .updateMany(
            Filters.and(
                Filters.eq("desk", parked.desk()),
                Filters.gte("dueAt", EVER),
                Filters.lt("dueAt", until),
                Filters.eq("queue", parked.queue()),
                Filters.eq("state", EntryState.WAITING)),
            Updates.combine(Updates.set("dueAt", until), Updates.set("since", until)))
        .replaceWithVoid();
  }

  /** Decides the end of an entry that is under way; false when its lease was lost. */
  Uni<Boolean> decide(LeasedEntry held, Final end, Instant settledBy) {
    return switch (end) {
      case Sent sent ->
          put(held, EntryState.SENT, settledBy, Updates.set("reference", sent.reference()));
      case Refused refused ->
          put(
              held,
              EntryState.REFUSED,
              settledBy,
              Updates.set("code", refused.code()),
              because(refused.words()));
      case Unknown unknown -> put(held, EntryState.UNKNOWN, settledBy, because(unknown.why()));
    };
  }

  /** Leaves an entry whose end is decided to be settled. */
  Uni<Void> settleAt(LeasedEntry held, Instant when) {
    return mongoCollection()
        .updateOne(
            mine(held), Updates.combine(Updates.set("dueAt", when), Updates.inc("attempts", 1)))
        .replaceWithVoid();
  }

  /** Ends an entry that was settled. */
  Uni<Void> end(LeasedEntry held, Instant now) {
    return mongoCollection()
        .updateOne(
            mine(held),
            Updates.combine(Updates.set("endedAt", now), Updates.set("dueAt", OutboxEntry.NEVER)))
        .replaceWithVoid();
  }

  private Uni<Boolean> put(LeasedEntry held, EntryState state, Instant dueAt, Bson... besides) {
    List<Bson> updates = new ArrayList<>(List.of(besides));
    updates.add(Updates.set("state", state));
    updates.add(Updates.set("dueAt", dueAt));
    return mongoCollection()
        .updateOne(
            Filters.and(mine(held), Filters.eq("state", EntryState.UNDER_WAY)),
            Updates.combine(updates))
        .map(result -> result.getMatchedCount() == 1);
  }

  private static Bson mine(LeasedEntry held) {
    return Filters.and(Filters.eq(held.entry().id()), Filters.eq("lease", held.lease()));
  }

  private static Bson because(String why) {
    return Updates.set(
        "why", why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) : why);
  }
}
