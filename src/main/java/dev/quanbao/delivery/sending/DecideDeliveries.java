package dev.quanbao.delivery.sending;

import dev.quanbao.claim.EarmarkCopies;
import dev.quanbao.claim.EarmarkCopies.Kept;
import dev.quanbao.claim.ReleaseEarmarks;
import dev.quanbao.claim.model.Owner.Recipient;
import dev.quanbao.delivery.model.Decision;
import dev.quanbao.delivery.model.Delivery;
import dev.quanbao.delivery.model.DeliveryState;
import dev.quanbao.delivery.store.DeliveryRepository;
import dev.quanbao.delivery.store.PhoneSendsRepository;
import dev.quanbao.platform.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which of a job's deliveries are accepted: first by the limits of each phone, then by
 * setting a copy aside for each while there are any.
 *
 * <p>A decision that a crash interrupts is taken again, by the job at the latest. It finds what is
 * counted and set aside already.
 */
@ApplicationScoped
public class DecideDeliveries {

  private final DeliveryRepository deliveries;
  private final PhoneSendsRepository phoneSends;
  private final EarmarkCopies earmarkCopies;
  private final ReleaseEarmarks releaseEarmarks;

  public DecideDeliveries(
      DeliveryRepository deliveries,
      PhoneSendsRepository phoneSends,
      EarmarkCopies earmarkCopies,
      ReleaseEarmarks releaseEarmarks) {
    this.deliveries = deliveries;
    this.phoneSends = phoneSends;
    this.earmarkCopies = earmarkCopies;
    this.releaseEarmarks = releaseEarmarks;
  }

  /** Decides what isn't decided yet. */
  public Uni<Void> decide(String jobId) {
    return deliveries
        .findByState(jobId, DeliveryState.NEW)
        .chain(open -> {
          if (open.isEmpty()) {
            return Uni.createFrom().voidItem();
          }
          List<Delivery> inOrder =
              open.stream().sorted(Comparator.comparingInt(Delivery::place)).toList();
          return keepWithinLimits(inOrder).chain(this::earmark);
        });
  }

  private Uni<List<Delivery>> keepWithinLimits(List<Delivery> open) {
    Map<String, String> byPhone = new LinkedHashMap<>();
    for (Delivery delivery : open) {
      String phoneHash = delivery.receiver().phoneHash();
      if (phoneHash != null) {
        byPhone.put(phoneHash, delivery.id());
      }
    }
    return byPhone.isEmpty()
        ? Uni.createFrom().item(open)
        : phoneSends
            .countWithinLimits(byPhone, open.getFirst().order().orderedAt())
            .chain(within -> rejectOthers(open, within));
  }

  private Uni<List<Delivery>> rejectOthers(List<Delivery> open, Set<String> within) {
    List<Delivery> admitted = open.stream().filter(one -> within.contains(one.id())).toList();
    List<String> over = open.stream().map(Delivery::id).filter(id -> !within.contains(id)).toList();
    return deliveries.reject(over, ErrorCode.RATE_LIMITED).replaceWith(admitted);
  }

  private Uni<Void> earmark(List<Delivery> admitted) {
    if (admitted.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Delivery any = admitted.getFirst();
    List<Recipient> recipients =
        admitted.stream().map(one -> new Recipient(one.id(), one.receiver().userId())).toList();
    return earmarkCopies
        .setAside(
            any.order().packageId(),
            recipients,
            any.order().senderId(),
            any.order().orderedAt(),
            any.jobId())
        .map(results -> results.stream().map(DecideDeliveries::decision).toList())
        .chain(decisions ->
            deliveries.decide(decisions).chain(() -> releaseCancelled(any, decisions)));
  }

  private static Decision decision(Kept result) {
    return result.reason() == null
        ? new Decision.Accepted(result.key(), Objects.requireNonNull(result.code()))
        : new Decision.Rejected(result.key(), result.reason());
  }

  // A job that was cancelled since its copies were set aside doesn't release them any more.
  private Uni<Void> releaseCancelled(Delivery any, List<Decision> decisions) {
    Set<String> accepted =
        decisions.stream()
            .filter(Decision.Accepted.class::isInstance)
            .map(Decision::deliveryId)
            .collect(Collectors.toSet());
    return deliveries
        .findByState(any.jobId(), DeliveryState.CANCELLED)
        .map(cancelled -> cancelled.stream().map(Delivery::id).filter(accepted::contains).toList())
        .chain(lost ->
            lost.isEmpty()
                ? Uni.createFrom().voidItem()
                : releaseEarmarks
                    .giveBack(any.order().packageId(), any.jobId(), lost)
                    .replaceWithVoid());
  }
}
