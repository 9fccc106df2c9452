package dev.quanbao.delivery.store;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.ReplaceOneModel;
import dev.quanbao.delivery.model.PhoneSends;
import dev.quanbao.delivery.model.SendLimits;
import dev.quanbao.platform.store.BulkInsert;
import dev.quanbao.platform.store.DocumentRepository;
import dev.quanbao.platform.store.Index;
import dev.quanbao.platform.store.background.PacedBatches;
import io.quarkus.mongodb.FindOptions;
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
 * The stored messages to phones, which holds phones to their {@link SendLimits}.
 *
 * <p>A delivery is counted by an insert, or by a write that names the latest delivery it has read.
 * Of two at once, one finds that the other was first; it is over the limit of a minute then.
 */
@ApplicationScoped
public class PhoneSendsRepository implements DocumentRepository<PhoneSends> {

  @Override
  public List<IndexModel> indexes() {
    return List.of(Index.on(PhoneSendsFields.LAST_AT));
  }

  /**
   * Counts those deliveries that their phones may still get.
   *
   * @param deliveries their ids by the phone's hash
   * @return the ids of those that were counted; a repetition finds the same
   */
  public Uni<Set<String>> countWithinLimits(Map<String, String> deliveries, Instant now) {
    return findAll(deliveries.keySet())
        .chain(known -> write(known, deliveries, now))
        .chain(() -> findAll(deliveries.keySet()))
        .map(written ->
            written.stream()
                .filter(sends -> sends.has(deliveryOf(deliveries, sends)))
                .map(sends -> deliveryOf(deliveries, sends))
                .collect(Collectors.toSet()));
  }

  private static String deliveryOf(Map<String, String> deliveries, PhoneSends sends) {
    return Objects.requireNonNull(deliveries.get(sends.id()));
  }

  private Uni<Void> write(List<PhoneSends> known, Map<String, String> deliveries, Instant now) {
    List<ReplaceOneModel<PhoneSends>> more = new ArrayList<>();
    for (PhoneSends sends : known) {
      String deliveryId = deliveryOf(deliveries, sends);
      if (!sends.has(deliveryId) && sends.allowsOneMore(now)) {
        more.add(
            new ReplaceOneModel<>(
                Filters.and(
                    Filters.eq(sends.id()), Filters.eq(PhoneSendsFields.LATEST, sends.latest())),
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

  private Uni<List<PhoneSends>> findAll(Collection<String> ids) {
    return mongoCollection()
        .find(Filters.in(PhoneSendsFields.ID, ids), new FindOptions().batchSize(ids.size() + 1))
        .collect()
        .asList();
  }

  /** Deletes phones that got nothing since a moment, at a pace that spares the store. */
  public Uni<Integer> deleteUnusedSince(Instant moment, PacedBatches batches, Instant end) {
    return batches.forget(end, mongoCollection(), PhoneSendsFields.LAST_AT, moment);
  }
}
