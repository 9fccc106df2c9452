package dev.quanbao.delivery.model;

import dev.quanbao.platform.crypto.SealedBytes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message to one receiver, as it is stored.
 *
 * <p>Every change of {@code state} names the states it may come from, so that each happens once.
 *
 * @param id {@link #idOf}; the receiver's key for whom the copy is set aside, and the out-id at the
 *     provider's
 * @param jobId the job that sends it; the operation under which the copies are set aside
 * @param place its place in the order, from 0
 * @param medium by what it is sent
 * @param companyId whose
 * @param packageId of which package
 * @param phone the number, sealed; null for a push, and once it was sent or never will be
 * @param phoneHash tells that two are of one phone; null for a push
 * @param shown the receiver as he may be shown: his number masked, or his id
 * @param userId the only user who may claim the copy; null for whoever brings the code
 * @param senderId who sends it
 * @param template the provider's template, or the text of a push; null for the configured one
 * @param state where it stands
 * @param code 礼包唯一编码, of the copy that is set aside; null before
 * @param reason why it was rejected or has failed; null if it wasn't
 * @param reserved the name under which the provider sends it once; null for none
 * @param orderedAt when, by the business clock
 */
@RegisterForReflection
public record Delivery(
    String id,
    String jobId,
    int place,
    Medium medium,
    String companyId,
    String packageId,
    @Nullable SealedBytes phone,
    @Nullable String phoneHash,
    String shown,
    @Nullable String userId,
    String senderId,
    @Nullable String template,
    DeliveryState state,
    @Nullable String code,
    @Nullable String reason,
    @Nullable String reserved,
    Instant orderedAt) {

  public static String idOf(String jobId, int place) {
    return "%s-%05d".formatted(jobId, place);
  }
}
