package dev.quanbao.delivery.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The latest messages to one phone.
 *
 * @param id the phone's keyed hash
 * @param latest id of the latest delivery; a write names the one it has read
 * @param lastAt when that was counted
 * @param sends the latest deliveries, the latest last
 */
@RegisterForReflection
public record PhoneSends(String id, String latest, Instant lastAt, List<Send> sends) {

  public PhoneSends {
    sends = List.copyOf(sends);
  }

  /** One delivery. */
  @RegisterForReflection
  public record Send(String deliveryId, Instant at) {}

  public static PhoneSends first(String id, String deliveryId, Instant now) {
    return new PhoneSends(id, deliveryId, now, List.of(new Send(deliveryId, now)));
  }

  public boolean has(String deliveryId) {
    return sends.stream().anyMatch(send -> send.deliveryId().equals(deliveryId));
  }

  public boolean allowsOneMore(Instant now) {
    return SendLimits.allowOneMore(sends.stream().map(Send::at).toList(), now);
  }

  public PhoneSends with(String deliveryId, Instant now) {
    List<Send> more = new ArrayList<>(sends);
    more.add(new Send(deliveryId, now));
    int from = Math.max(0, more.size() - SendLimits.REMEMBERED);
    return new PhoneSends(id, deliveryId, now, more.subList(from, more.size()));
  }
}
