package dev.quanbao.platform.outbox.store;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import dev.quanbao.platform.outbox.model.EntryState;
import dev.quanbao.platform.outbox.model.SendOutcome.Final;
import dev.quanbao.platform.outbox.model.SendOutcome.Refused;
import dev.quanbao.platform.outbox.model.SendOutcome.Sent;
import dev.quanbao.platform.outbox.model.SendOutcome.Unknown;
import dev.quanbao.platform.store.BulkInsert;
import dev.quanbao.platform.store.DocumentRepository;
import dev.quanbao.platform.store.Index;
import dev.quanbao.platform.store.Lease;
import dev.quanbao.platform.store.LeaseField;
import dev.quanbao.platform.store.StoreErrors;
import dev.quanbao.platform.store.background.PacedBatches;
import io.quarkus.mongodb.FindOptions;
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
 * entries are kept after their end. Only the holder of an entry's lease writes what became of it.
 */
@ApplicationScoped
public class OutboxRepository implements DocumentRepository<OutboxEntry> {

  private static final LeaseField LEASE = new LeaseField(OutboxFields.LEASE);
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
  // Both ends of a range are given: an open one isn't a range of the index to every store.
  private static final Instant EVER = Instant.EPOCH;
  private static final int LONGEST_REASON = 1_000;

  @Override
  public List<IndexModel> indexes() {
    return List.of(
        Index.on(OutboxFields.DESTINATION, LEASE.until()),
        Index.on(OutboxFields.SUBJECT, OutboxFields.STATE),
        Index.on(OutboxFields.ENDED_AT));
  }

  /** Puts an entry in; one that is there under the same id already is the same. */
  public Uni<Void> put(OutboxEntry entry) {
    return insertIfAbsent(entry).replaceWithVoid();
  }

  /** Puts many entries in with one command; see {@link #put}. */
  public Uni<Void> putAll(List<OutboxEntry> entries) {
    return BulkInsert.into(mongoCollection(), entries).replaceWithVoid();
  }

  /** Takes an entry out again; false when it isn't waiting any more. */
  public Uni<Boolean> withdraw(String id) {
    return mongoCollection()
        .deleteOne(Filters.and(Filters.eq(id), is(EntryState.WAITING)))
        .map(result -> result.getDeletedCount() == 1);
  }

  /**
   * Entries about a subject that may have arrived without the feature knowing it: in flight, not
   * completed yet, or ended as unknown.
   */
  public Uni<List<OutboxEntry>> inDoubt(String subject) {
    return mongoCollection()
        .find(
            Filters.and(
                Filters.eq(OutboxFields.SUBJECT, subject),
                Filters.ne(OutboxFields.STATE, EntryState.WAITING),
                Filters.or(Filters.eq(OutboxFields.ENDED_AT, null), is(EntryState.UNKNOWN))))
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
                .countDocuments(Filters.and(Filters.eq(OutboxFields.SUBJECT, subject), is(state)))
                .map(count -> Map.entry(state, count)))
        .collect()
        .asMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /** A destination's entries whose lease may be taken, those that have waited longest first. */
  public Uni<List<OutboxEntry>> due(
      String destination, Set<String> exceptQueues, Instant now, int limit) {
    Bson due =
        Filters.and(
            Filters.eq(OutboxFields.DESTINATION, destination),
            Filters.gte(LEASE.until(), EVER),
            Filters.lte(LEASE.until(), now));
    return mongoCollection()
        .find(
            exceptQueues.isEmpty()
                ? due
                : Filters.and(due, Filters.nin(OutboxFields.QUEUE, exceptQueues)),
            new FindOptions().sort(Sorts.ascending(LEASE.until())).limit(limit))
        .collect()
        .asList();
  }

  /**
   * Takes the leases of entries, and marks those that wait as in flight.
   *
   * @return the entries, as they were, whose lease no other replica took before
   */
  public Uni<List<OutboxEntry>> take(List<OutboxEntry> due, Lease lease, Instant now) {
    return mongoCollection()
        .bulkWrite(due.stream().map(entry -> taking(entry, lease, now)).toList(), UNORDERED)
        .map(result -> result.getMatchedCount() == due.size())
        .onFailure(StoreErrors::gaveWay)
        .recoverWithItem(false)
        .chain(all -> all ? Uni.createFrom().item(due) : heldOf(due, lease));
  }

  private static UpdateOneModel<OutboxEntry> taking(OutboxEntry entry, Lease lease, Instant now) {
    EntryState next = entry.state() == EntryState.WAITING ? EntryState.IN_FLIGHT : entry.state();
    return new UpdateOneModel<>(
        Filters.and(Filters.eq(entry.id()), LEASE.mayTake(entry.lease(), now)),
        Updates.combine(LEASE.set(lease), Updates.set(OutboxFields.STATE, next)));
  }

  private Uni<List<OutboxEntry>> heldOf(List<OutboxEntry> due, Lease lease) {
    return mongoCollection()
        .find(
            Filters.and(
                Filters.in("_id", due.stream().map(OutboxEntry::id).toList()), LEASE.isHeld(lease)))
        .map(OutboxEntry::id)
        .collect()
        .with(Collectors.toSet())
        .map(taken -> due.stream().filter(entry -> taken.contains(entry.id())).toList());
  }

  /** Leaves an entry, of which nothing was sent, as it was. */
  public Uni<Void> release(LeasedEntry held, Instant now) {
    return leave(held, EntryState.WAITING, now).replaceWithVoid();
  }

  /** Leaves an entry, of which nothing was sent, to be sent later. */
  public Uni<Void> sendAt(LeasedEntry held, Instant when, String why) {
    return leave(held, EntryState.WAITING, when, oneMoreAttempt(), because(why)).replaceWithVoid();
  }

  /** Leaves an entry that may have arrived until its status is to be queried. */
  public Uni<Void> queryStatusAt(LeasedEntry held, Instant when, String why) {
    return leave(held, EntryState.IN_FLIGHT, when, oneMoreAttempt(), because(why))
        .replaceWithVoid();
  }

  /** As {@link #sendAt}, where the receiver asked for it: no attempt and no patience is used up. */
  public Uni<Void> postpone(LeasedEntry held, Instant until, String why) {
    return leave(held, EntryState.WAITING, until, patientFrom(until), because(why))
        .replaceWithVoid();
  }

  /** As {@link #queryStatusAt}, where the receiver asked for it. */
  public Uni<Void> postponeStatusQuery(LeasedEntry held, Instant until, String why) {
    return leave(held, EntryState.IN_FLIGHT, until, patientFrom(until), because(why))
        .replaceWithVoid();
  }

  /** Postpones what waits in the same queue as an entry; what is put in later is tried first. */
  public Uni<Void> postponeQueue(OutboxEntry postponed, Instant until) {
    return mongoCollection()
        .updateMany(
            Filters.and(
                Filters.eq(OutboxFields.DESTINATION, postponed.destination()),
                Filters.gte(LEASE.until(), EVER),
                Filters.lt(LEASE.until(), until),
                Filters.eq(OutboxFields.QUEUE, postponed.queue()),
                is(EntryState.WAITING)),
            Updates.combine(LEASE.endAt(until), patientFrom(until)))
        .replaceWithVoid();
  }

  /** Decides the end of an entry that is in flight; false when its lease was lost. */
  public Uni<Boolean> decide(LeasedEntry held, Final end, Instant completedBy) {
    return switch (end) {
      case Sent sent ->
          leave(
              held,
              EntryState.SENT,
              completedBy,
              Updates.set(OutboxFields.REFERENCE, sent.reference()));
      case Refused refused ->
          leave(
              held,
              EntryState.REFUSED,
              completedBy,
              Updates.set(OutboxFields.CODE, refused.code()),
              because(refused.words()));
      case Unknown unknown -> leave(held, EntryState.UNKNOWN, completedBy, because(unknown.why()));
    };
  }

  /** Leaves an entry whose end is decided to be completed later. */
  public Uni<Void> completeAt(LeasedEntry held, Instant when) {
    return mongoCollection()
        .updateOne(isHeld(held), Updates.combine(LEASE.endAt(when), oneMoreAttempt()))
        .replaceWithVoid();
  }

  /** Ends an entry that was completed. */
  public Uni<Void> end(LeasedEntry held, Instant now) {
    return mongoCollection()
        .updateOne(
            isHeld(held),
            Updates.combine(
                Updates.set(OutboxFields.ENDED_AT, now), LEASE.endAt(OutboxEntry.NEVER)))
        .replaceWithVoid();
  }

  /** Forgets entries that ended before a moment; gives their number. */
  public Uni<Integer> forgetEnded(PacedBatches batches, Instant end, Instant before) {
    return batches.forget(end, mongoCollection(), OutboxFields.ENDED_AT, before);
  }

  private Uni<Boolean> leave(LeasedEntry held, EntryState state, Instant until, Bson... besides) {
    List<Bson> updates = new ArrayList<>(List.of(besides));
    updates.add(Updates.set(OutboxFields.STATE, state));
    updates.add(LEASE.endAt(until));
    return mongoCollection()
        .updateOne(Filters.and(isHeld(held), is(EntryState.IN_FLIGHT)), Updates.combine(updates))
        .map(result -> result.getMatchedCount() == 1);
  }

  private static Bson isHeld(LeasedEntry held) {
    return Filters.and(Filters.eq(held.entry().id()), LEASE.isHeld(held.lease()));
  }

  private static Bson is(EntryState state) {
    return Filters.eq(OutboxFields.STATE, state);
  }

  private static Bson oneMoreAttempt() {
    return Updates.inc(OutboxFields.ATTEMPTS, 1);
  }

  private static Bson patientFrom(Instant moment) {
    return Updates.set(OutboxFields.SINCE, moment);
  }

  private static Bson because(String why) {
    return Updates.set(
        OutboxFields.WHY, why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) : why);
  }
}
