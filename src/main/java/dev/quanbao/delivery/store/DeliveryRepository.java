package dev.quanbao.delivery.store;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import dev.quanbao.claim.EarmarkCopies.Kept;
import dev.quanbao.delivery.model.Delivery;
import dev.quanbao.delivery.model.DeliveryState;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.store.BulkInsert;
import dev.quanbao.platform.store.StartupTask;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The stored deliveries. */
@ApplicationScoped
public class DeliveryRepository
    implements ReactivePanacheMongoRepositoryBase<Delivery, String>, StartupTask {

  private static final int WRITTEN_AT_ONCE = 1_000;

  @Override
  public Order order() {
    return Order.INDEXES;
  }

  @Override
  public Uni<Void> run() {
    return Uni.join()
        .all(
            mongoCollection().createIndex(Indexes.ascending("jobId", "place")),
            mongoCollection().createIndex(Indexes.ascending("jobId", "state")),
            mongoCollection().createIndex(Indexes.ascending("orderedAt")))
        .andFailFast()
        .replaceWithVoid();
  }

  /** Stores deliveries; those that are there already are the same. */
  public Uni<Void> put(List<Delivery> deliveries) {
    return portions(deliveries, some -> BulkInsert.into(mongoCollection(), some));
  }

  /** A job's deliveries from one place to before another, in their order. */
  public Uni<List<Delivery>> of(String jobId, int from, int to) {
    return mongoCollection()
        .find(
            Filters.and(
                Filters.eq("jobId", jobId), Filters.gte("place", from), Filters.lt("place", to)),
            new FindOptions().sort(Sorts.ascending("place")).batchSize(WRITTEN_AT_ONCE))
        .collect()
        .asList();
  }

  /** A job's deliveries in some states, in no order. */
  public Uni<List<Delivery>> in(String jobId, DeliveryState... states) {
    return mongoCollection()
        .find(
            Filters.and(Filters.eq("jobId", jobId), Filters.in("state", List.of(states))),
            new FindOptions().batchSize(WRITTEN_AT_ONCE))
        .collect()
        .asList();
  }

  /** How many of a job's deliveries are in each state. */
  public Uni<Map<DeliveryState, Long>> counts(String jobId) {
    var counts = new EnumMap<DeliveryState, Long>(DeliveryState.class);
    return Multi.createFrom()
        .items(DeliveryState.values())
        .onItem()
        .transformToUniAndConcatenate(state ->
            mongoCollection()
                .countDocuments(Filters.and(Filters.eq("jobId", jobId), Filters.eq("state", state)))
                .invoke(count -> counts.put(state, count)))
        .collect()
        .last()
        .replaceWith(counts);
  }

  /** Rejects deliveries that aren't decided. */
  public Uni<Void> reject(Collection<String> ids, ErrorCode reason) {
    return ids.isEmpty()
        ? Uni.createFrom().voidItem()
        : mongoCollection()
            .updateMany(
                Filters.and(Filters.in("_id", ids), Filters.eq("state", DeliveryState.NEW)),
                Updates.combine(
                    Updates.set("state", DeliveryState.REJECTED),
                    Updates.set("reason", reason.name()),
                    Updates.unset("phone")))
            .replaceWithVoid();
  }

  /** Decides deliveries by what was set aside for them. */
  public Uni<Void> decide(List<Kept> kept) {
    return portions(
        kept,
        some ->
            mongoCollection()
                .bulkWrite(
                    some.stream().map(DeliveryRepository::deciding).toList(),
                    new BulkWriteOptions().ordered(false)));
  }

  private static UpdateOneModel<Delivery> deciding(Kept kept) {
    ErrorCode reason = kept.reason();
    Bson decided =
        reason == null
            ? Updates.combine(
                Updates.set("state", DeliveryState.ACCEPTED), Updates.set("code", kept.code()))
            : Updates.combine(
                Updates.set("state", DeliveryState.REJECTED),
                Updates.set("reason", reason.name()),
                Updates.unset("phone"));
    return new UpdateOneModel<>(
        Filters.and(Filters.eq(kept.key()), Filters.eq("state", DeliveryState.NEW)), decided);
  }

  /** Marks a delivery as being sent; null when it isn't to be sent any more. */
  public Uni<Delivery> begin(String id) {
    return mongoCollection()
        .findOneAndUpdate(
            Filters.and(Filters.eq(id), underWay()),
            Updates.set("state", DeliveryState.SENDING),
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
  }

  /** Keeps the name under which a provider sends a delivery once; the first one stands. */
  public Uni<Delivery> reserve(String id, String name) {
    return mongoCollection()
        .updateOne(
            Filters.and(Filters.eq(id), Filters.eq("reserved", null)),
            Updates.set("reserved", name))
        .chain(() -> findById(id));
  }

  /** Writes the end of a delivery down; nobody needs the number any more. */
  public Uni<Void> end(String id, DeliveryState end, @Nullable String reason) {
    return mongoCollection()
        .updateOne(
            Filters.and(Filters.eq(id), underWay()),
            Updates.combine(
                Updates.set("state", end), Updates.set("reason", reason), Updates.unset("phone")))
        .replaceWithVoid();
  }

  private static Bson underWay() {
    return Filters.in("state", DeliveryState.ACCEPTED, DeliveryState.SENDING);
  }

  /** Cancels what isn't being sent. */
  public Uni<Void> cancel(String jobId) {
    return mongoCollection()
        .updateMany(
            Filters.and(
                Filters.eq("jobId", jobId),
                Filters.in("state", DeliveryState.NEW, DeliveryState.ACCEPTED)),
            Updates.combine(Updates.set("state", DeliveryState.CANCELLED), Updates.unset("phone")))
        .replaceWithVoid();
  }

  private static <T> Uni<Void> portions(List<T> all, Function<List<T>, Uni<?>> write) {
    List<List<T>> portions = new ArrayList<>();
    IntStream.iterate(0, from -> from < all.size(), from -> from + WRITTEN_AT_ONCE)
        .forEach(
            from -> portions.add(all.subList(from, Math.min(from + WRITTEN_AT_ONCE, all.size()))));
    return Multi.createFrom()
        .iterable(portions)
        .onItem()
        .transformToUniAndConcatenate(some -> write.apply(some).replaceWithVoid())
        .collect()
        .last()
        .replaceWithVoid();
  }
}
