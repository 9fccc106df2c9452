package dev.quanbao.delivery.store;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import dev.quanbao.delivery.model.Decision;
import dev.quanbao.delivery.model.Delivery;
import dev.quanbao.delivery.model.DeliveryState;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.flow.Sequentially;
import dev.quanbao.platform.store.BulkInsert;
import dev.quanbao.platform.store.DocumentRepository;
import dev.quanbao.platform.store.Index;
import dev.quanbao.platform.store.background.PacedBatches;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The stored deliveries. */
@ApplicationScoped
public class DeliveryRepository implements DocumentRepository<Delivery> {

  private static final int WRITTEN_AT_ONCE = 1_000;

  @Override
  public List<IndexModel> indexes() {
    return List.of(
        Index.on(DeliveryFields.JOB_ID, DeliveryFields.PLACE),
        Index.on(DeliveryFields.JOB_ID, DeliveryFields.STATE),
        Index.on(DeliveryFields.ORDERED_AT));
  }

  /** Stores those deliveries that aren't stored yet. */
  public Uni<Void> addAll(List<Delivery> deliveries) {
    return inPortions(deliveries, some -> BulkInsert.into(mongoCollection(), some));
  }

  /** Finds a job's deliveries from one place to before another, in their order. */
  public Uni<List<Delivery>> findByPlace(String jobId, int from, int to) {
    return mongoCollection()
        .find(
            Filters.and(
                Filters.eq(DeliveryFields.JOB_ID, jobId),
                Filters.gte(DeliveryFields.PLACE, from),
                Filters.lt(DeliveryFields.PLACE, to)),
            new FindOptions()
                .sort(Sorts.ascending(DeliveryFields.PLACE))
                .batchSize(WRITTEN_AT_ONCE))
        .collect()
        .asList();
  }

  /** Finds a job's deliveries in some states, in no order. */
  public Uni<List<Delivery>> findByState(String jobId, DeliveryState... states) {
    return mongoCollection()
        .find(
            Filters.and(
                Filters.eq(DeliveryFields.JOB_ID, jobId),
                Filters.in(DeliveryFields.STATE, List.of(states))),
            new FindOptions().batchSize(WRITTEN_AT_ONCE))
        .collect()
        .asList();
  }

  /** Counts a job's deliveries in each state. */
  public Uni<Map<DeliveryState, Long>> countByState(String jobId) {
    var counts = new EnumMap<DeliveryState, Long>(DeliveryState.class);
    return Sequentially.each(
            List.of(DeliveryState.values()),
            state ->
                mongoCollection()
                    .countDocuments(
                        Filters.and(
                            Filters.eq(DeliveryFields.JOB_ID, jobId),
                            Filters.eq(DeliveryFields.STATE, state)))
                    .invoke(count -> counts.put(state, count)))
        .replaceWith(counts);
  }

  /** Rejects those of some deliveries that aren't decided. */
  public Uni<Void> reject(Collection<String> ids, ErrorCode reason) {
    return ids.isEmpty()
        ? Uni.createFrom().voidItem()
        : mongoCollection()
            .updateMany(
                Filters.and(
                    Filters.in(DeliveryFields.ID, ids),
                    Filters.eq(DeliveryFields.STATE, DeliveryState.NEW)),
                rejected(reason))
            .replaceWithVoid();
  }

  private static Bson rejected(ErrorCode reason) {
    return Updates.combine(
        Updates.set(DeliveryFields.STATE, DeliveryState.REJECTED),
        Updates.set(DeliveryFields.REASON, reason.name()),
        Updates.unset(DeliveryFields.PHONE));
  }

  /** Writes decisions on deliveries; one that was decided before stays as it is. */
  public Uni<Void> decide(List<Decision> decisions) {
    return inPortions(
        decisions,
        some ->
            mongoCollection()
                .bulkWrite(
                    some.stream().map(DeliveryRepository::deciding).toList(),
                    new BulkWriteOptions().ordered(false)));
  }

  private static UpdateOneModel<Delivery> deciding(Decision decision) {
    Bson decided =
        switch (decision) {
          case Decision.Accepted accepted ->
              Updates.combine(
                  Updates.set(DeliveryFields.STATE, DeliveryState.ACCEPTED),
                  Updates.set(DeliveryFields.CODE, accepted.code()));
          case Decision.Rejected rejected -> rejected(rejected.reason());
        };
    return new UpdateOneModel<>(
        Filters.and(
            Filters.eq(decision.deliveryId()), Filters.eq(DeliveryFields.STATE, DeliveryState.NEW)),
        decided);
  }

  /** Marks a delivery as being sent; null when it is decided otherwise or has ended. */
  public Uni<Delivery> markSending(String id) {
    return mongoCollection()
        .findOneAndUpdate(
            Filters.and(Filters.eq(id), mayBeSent()),
            Updates.set(DeliveryFields.STATE, DeliveryState.SENDING),
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
  }

  /** Saves the name under which a provider sends a delivery once; the first one stands. */
  public Uni<Delivery> saveReservedName(String id, String name) {
    return mongoCollection()
        .updateOne(
            Filters.and(Filters.eq(id), Filters.eq(DeliveryFields.RESERVED, null)),
            Updates.set(DeliveryFields.RESERVED, name))
        .chain(() -> findById(id));
  }

  /** Ends a delivery and deletes the phone number, which is no longer needed. */
  public Uni<Void> end(String id, DeliveryState end, @Nullable String reason) {
    return mongoCollection()
        .updateOne(
            Filters.and(Filters.eq(id), mayBeSent()),
            Updates.combine(
                Updates.set(DeliveryFields.STATE, end),
                Updates.set(DeliveryFields.REASON, reason),
                Updates.unset(DeliveryFields.PHONE)))
        .replaceWithVoid();
  }

  private static Bson mayBeSent() {
    return Filters.in(DeliveryFields.STATE, DeliveryState.ACCEPTED, DeliveryState.SENDING);
  }

  /** Cancels those deliveries of a job that aren't being sent. */
  public Uni<Void> cancelUnsent(String jobId) {
    return mongoCollection()
        .updateMany(
            Filters.and(
                Filters.eq(DeliveryFields.JOB_ID, jobId),
                Filters.in(DeliveryFields.STATE, DeliveryState.NEW, DeliveryState.ACCEPTED)),
            Updates.combine(
                Updates.set(DeliveryFields.STATE, DeliveryState.CANCELLED),
                Updates.unset(DeliveryFields.PHONE)))
        .replaceWithVoid();
  }

  /** Deletes deliveries that were ordered before a moment, at a pace that spares the store. */
  public Uni<Integer> deleteOrderedBefore(Instant moment, PacedBatches batches, Instant end) {
    return batches.forget(end, mongoCollection(), DeliveryFields.ORDERED_AT, moment);
  }

  private static <T> Uni<Void> inPortions(List<T> all, Function<List<T>, Uni<?>> write) {
    return Sequentially.each(
        Multi.createFrom().iterable(all).group().intoLists().of(WRITTEN_AT_ONCE), write);
  }
}
