package dev.quanbao.delivery.model;

import dev.quanbao.platform.crypto.SealedBytes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a message, as it is stored: a phone number is sealed.
 *
 * @param phone the number, sealed; null for a push, and once the message was sent or never will be
 * @param phoneHash the same for two receivers with one phone; null for a push
 * @param shown the receiver as people may see him: his number masked, or his id
 * @param userId the only user who may claim the copy; null: anybody with the code may
 */
@RegisterForReflection
public record Receiver(
    @Nullable SealedBytes phone,
    @Nullable String phoneHash,
    String shown,
    @Nullable String userId) {

  /** The receiver of a push. */
  public static Receiver user(String userId) {
    return new Receiver(null, null, userId, userId);
  }
}
