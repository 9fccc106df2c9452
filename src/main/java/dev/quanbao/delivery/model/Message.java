package dev.quanbao.delivery.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as a connector sends it.
 *
 * @param id the name under which the provider knows it (out-id)
 * @param medium by what it is sent
 * @param phone the receiver's phone; null for a push
 * @param userId the receiver; may be null for a short message
 * @param packageId the package of the copy
 * @param code 礼包唯一编码 of the copy that is set aside
 * @param template the provider's template, or the text of a push; null for the configured one
 * @param reserved the name that a connector reserved for it; null for none
 * @param orderedAt when it was ordered
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
    Instant orderedAt) {

  /** The number of a message that goes to a phone. */
  public String number() {
    if (phone == null) {
      throw new IllegalStateException("message " + id + " has no phone");
    }
    return phone.number();
  }

  // Leaves the code out: who has it can claim the copy.
  @Override
  public String toString() {
    return "Message[" + id + ", " + medium + ", " + phone + "]";
  }
}
