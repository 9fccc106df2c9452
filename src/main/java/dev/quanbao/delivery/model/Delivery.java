package dev.quanbao.delivery.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * One message to one receiver, as it is stored.
 *
 * <p>Every change of {@code state} names the states from which it may come, so each happens once.
 *
 * @param id {@link #idOf}; under it the copy is set aside, and the provider knows the message
 * @param jobId the job that sends it; the operation under which the copies are set aside
 * @param place its place in the order, from 0
 * @param order what it has in common with the other messages of its order
 * @param receiver who gets it
 * @param state how far it has come
 * @param code 礼包唯一编码 of the copy that is set aside; null before
 * @param reason why it was rejected or has failed; null if it wasn't
 * @param reserved the name under which the provider sends it once; null for none
 */
@RegisterForReflection
public record Delivery(
    String id,
    String jobId,
    int place,
    MessageOrder order,
    Receiver receiver,
    DeliveryState state,
    @Nullable String code,
    @Nullable String reason,
    @Nullable String reserved) {

  public static String idOf(String jobId, int place) {
    return "%s-%05d".formatted(jobId, place);
  }

  /** A delivery that was ordered and is not decided yet. */
  public static Delivery ordered(String jobId, int place, MessageOrder order, Receiver receiver) {
    return new Delivery(
        idOf(jobId, place), jobId, place, order, receiver, DeliveryState.NEW, null, null, null);
  }
}
