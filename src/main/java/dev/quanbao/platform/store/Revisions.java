package dev.quanbao.platform.store;

import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.flow.Retry;
import io.smallrye.mutiny.Uni;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Changes a document under its revision: read it, ask the rule, write if the revision still stands;
 * else begin again with what is there now.
 *
 * <p>The rule therefore always judges the very document that its change is written into.
 *
 * <pre>{@code
 * public Uni<GiftPackage> change(String id, Caller caller, Function<GiftPackage, Change> rule) {
 *   return Revisions.change(
 *       () -> visible(id, caller), rule, (found, change) -> write(found, change, caller));
 * }
 * }</pre>
 */
public final class Revisions {

  /** How often a change is tried. */
  public static final int ATTEMPTS = 20;

  private Revisions() {}

  /**
   * Changes a document, and gives it as it is then.
   *
   * <p>Refused with {@link ErrorCode#CONTENTION} if the revision stood at none of {@link #ATTEMPTS}
   * attempts.
   *
   * @param read gives the document, or fails
   * @param rule says what is to be written; null where there is nothing to change, upon which the
   *     document is given as it was read
   * @param write writes it on the condition that the revision is the one that was read; gives the
   *     document as it is then, or null where the condition did not hold
   */
  public static <T, C> Uni<T> change(
      Supplier<Uni<T>> read,
      Function<? super T, ? extends @Nullable C> rule,
      BiFunction<? super T, ? super C, ? extends Uni<? extends @Nullable T>> write) {
    return Retry.<T>upTo(
            ATTEMPTS,
            () ->
                read.get()
                    .chain(found -> {
                      C change = rule.apply(found);
                      return change == null
                          ? Uni.createFrom().item(found)
                          : write.apply(found, change).map(written -> written);
                    }))
        .onItem()
        .ifNull()
        .failWith(() -> RequestRefusedException.because(ErrorCode.CONTENTION));
  }
}
