package dev.quanbao.delivery.sending;

import dev.quanbao.claim.EarmarkCopies;
import dev.quanbao.claim.EarmarkCopies.Kept;
import dev.quanbao.claim.ReleaseEarmarks;
import dev.quanbao.claim.model.Owner.Recipient;
import dev.quanbao.delivery.model.Delivery;
import dev.quanbao.delivery.model.DeliveryState;
import dev.quanbao.delivery.store.DeliveryRepository;
import dev.quanbao.delivery.store.PhoneLimits;
import dev.quanbao.platform.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which of a job's deliveries are accepted: first the phone's limits, then a copy set aside
 * for each while there are any.
 *
 * <p>Whoever was interrupted is followed by another, the job itself at the latest, who finds what
 * is counted and set aside already.
 */
@ApplicationScoped
public class DecideDeliveries {

  private final DeliveryRepository deliveries;
  private final PhoneLimits limits;
  private final EarmarkCopies setAsideCopies;
  private final ReleaseEarmarks giveBackCopies;

  public DecideDeliveries(
      DeliveryRepository deliveries,
      PhoneLimits limits,
      EarmarkCopies setAsideCopies,
      ReleaseEarmarks giveBackCopies) {
    this.deliveries = deliveries;
    this.limits = limits;
    this.setAsideCopies = setAsideCopies;
    this.giveBackCopies = giveBackCopies;
  }

  /** Decides what isn't decided yet. */
  public Uni<Void> decide(String jobId) {
    return deliveries
        .in(jobId, DeliveryState.NEW)
        .chain(open -> {
          if (open.isEmpty()) {
            return Uni.createFrom().voidItem();
          }
          List<Delivery> inOrder =
              open.stream().sorted(Comparator.comparingInt(Delivery::place)).toList();
          return withinLimits(inOrder).chain(this::setAside);
        });
  }

  private Uni<List<Delivery>> withinLimits(List<Delivery> open) {
    Map<String, String> byPhone = new LinkedHashMap<>();
    for (Delivery delivery : open) {
      if (delivery.phoneHash() != null) {
        byPhone.put(delivery.phoneHash(), delivery.id());
      }
    }
    return byPhone.isEmpty()
        ? Uni.createFrom().item(open)
        : limits
            .count(byPhone, open.getFirst().orderedAt())
            .chain(within -> rejectOthers(open, within));
  }

  private Uni<List<Delivery>> rejectOthers(List<Delivery> open, Set<String> within) {
    List<Delivery> admitted = new ArrayList<>();
    List<String> over = new ArrayList<>();
    for (Delivery delivery : open) {
      if (within.contains(delivery.id())) {
        admitted.add(delivery);
      } else {
        over.add(delivery.id());
      }
    }
    return deliveries.reject(over, ErrorCode.RATE_LIMITED).replaceWith(admitted);
  }

  private Uni<Void> setAside(List<Delivery> admitted) {
    if (admitted.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Delivery any = admitted.getFirst();
    List<Recipient> receivers =
        admitted.stream().map(one -> new Recipient(one.id(), one.userId())).toList();
    return setAsideCopies
        .setAside(any.packageId(), receivers, any.senderId(), any.orderedAt(), any.jobId())
        .chain(kept -> deliveries.decide(kept).chain(() -> giveBackCancelled(any, kept)));
  }

  // The job may have been cancelled since: then nobody else would give these back.
  private Uni<Void> giveBackCancelled(Delivery any, List<Kept> kept) {
    Set<String> setAside =
        kept.stream().filter(one -> one.code() != null).map(Kept::key).collect(Collectors.toSet());
    return deliveries
        .in(any.jobId(), DeliveryState.CANCELLED)
        .map(cancelled -> cancelled.stream().map(Delivery::id).filter(setAside::contains).toList())
        .chain(lost ->
            lost.isEmpty()
                ? Uni.createFrom().voidItem()
                : giveBackCopies.giveBack(any.packageId(), any.jobId(), lost).replaceWithVoid());
  }
}
