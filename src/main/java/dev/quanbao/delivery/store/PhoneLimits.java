package dev.quanbao.delivery.store;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import dev.quanbao.delivery.model.PhoneSends;
import dev.quanbao.delivery.model.SendLimits;
import dev.quanbao.platform.store.BulkInsert;
import dev.quanbao.platform.store.StartupTask;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds phones to their {@link SendLimits}.
 *
 * <p>A delivery is counted by a write that names the latest one it has seen, or by an insert: of
 * two at once one finds that the other was first, and is over the limit of a minute then.
 */
@ApplicationScoped
public class PhoneLimits
    implements ReactivePanacheMongoRepositoryBase<PhoneSends, String>, StartupTask {

  @Override
  public Order order() {
    return Order.INDEXES;
  }

  @Override
  public Uni<Void> run() {
    return mongoCollection().createIndex(Indexes.ascending("lastAt")).replaceWithVoid();
  }

  /**
   * Counts deliveries, each of another phone.
   *
   * @param deliveries their ids by the phone's hash
   * @return the ids of those within the limits; a repetition finds the same
   */
  public Uni<Set<String>> count(Map<String, String> deliveries, Instant now) {
    return withIds(deliveries.keySet())
        .chain(known -> write(known, deliveries, now))
        .chain(() -> withIds(deliveries.keySet()))
        .map(written ->
            written.stream()
                .filter(sends -> sends.has(idOf(deliveries, sends)))
                .map(sends -> idOf(deliveries, sends))
                .collect(Collectors.toSet()));
  }

  private static String idOf(Map<String, String> deliveries, PhoneSends sends) {
    return Objects.requireNonNull(deliveries.get(sends.id()));
  }

  private Uni<Void> write(List<PhoneSends> known, Map<String, String> deliveries, Instant now) {
    List<ReplaceOneModel<PhoneSends>> more = new ArrayList<>();
    for (PhoneSends sends : known) {
      String deliveryId = idOf(deliveries, sends);
      if (!sends.has(deliveryId) && sends.allowOneMore(now)) {
        more.add(
            new ReplaceOneModel<>(
                Filters.and(Filters.eq(sends.id()), Filters.eq("latest", sends.latest())),
                sends.with(deliveryId, now)));
      }
    }
    Set<String> ids = known.stream().map(PhoneSends::id).collect(Collectors.toSet());
    List<PhoneSends> first =
        deliveries.entrySet().stream()
            .filter(entry -> !ids.contains(entry.getKey()))
            .map(entry -> PhoneSends.first(entry.getKey(), entry.getValue(), now))
            .toList();
    Uni<?> replaced =
        more.isEmpty()
            ? Uni.createFrom().voidItem()
            : mongoCollection().bulkWrite(more, new BulkWriteOptions().ordered(false));
    return replaced.chain(() -> BulkInsert.into(mongoCollection(), first)).replaceWithVoid();
  }

  private Uni<List<PhoneSends>> withIds(Collection<String> ids) {
    return mongoCollection()
        .find(Filters.in("_id", ids), new FindOptions().batchSize(ids.size() + 1))
        .collect()
        .asList();
  }
}
