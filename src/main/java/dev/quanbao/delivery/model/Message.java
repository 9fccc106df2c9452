package dev.quanbao.delivery.model;

import dev.quanbao.delivery.connector.Connector;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver is to be told.
 *
 * @param id our name for it at the provider's (out-id)
 * @param medium by what
 * @param phone to which phone; null for a push
 * @param userId to which user; may be null for a short message
 * @param packageId of which package the copy is
 * @param code 礼包唯一编码, of the copy that is set aside
 * @param template the provider's template, or the text of a push; null for the configured one
 * @param reserved what {@link Connector#reserve} gave for it; null for nothing
 * @param at when it was ordered
 */
public record Message(
    String id,
    Medium medium,
    @Nullable Phone phone,
    @Nullable String userId,
    String packageId,
    String code,
    @Nullable String template,
    @Nullable String reserved,
    Instant at) {

  /** The number of a message that goes to a phone. */
  public String number() {
    if (phone == null) {
      throw new IllegalStateException("message " + id + " has no phone");
    }
    return phone.number();
  }

  // A code is as good as the copy.
  @Override
  public String toString() {
    return "Message[" + id + ", " + medium + ", " + phone + "]";
  }
}
