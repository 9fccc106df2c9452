package dev.quanbao.statistics.model;

import dev.quanbao.ticket.model.CountedMove;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/**
 * How many tickets of a package are frozen, used or closed.
 *
 * <p>It changes by compare-and-set on its version. A change notes the moves that it counts as
 * {@code pending} until their tickets are marked as counted. No other move is counted before that,
 * so that no move counts twice if a replica dies in between.
 *
 * @param id the package
 * @param version grows with every change
 * @param moved by {@link Span#key} and status
 * @param pending moves that are counted here and may not be marked so in their tickets
 */
@RegisterForReflection
public record PackageCount(
    String id, long version, Map<String, Map<String, Integer>> moved, List<CountedMove> pending) {

  public PackageCount {
    pending = List.copyOf(pending);
  }

  public static PackageCount first(String packageId) {
    return new PackageCount(packageId, 0, Map.of(), List.of());
  }
}
