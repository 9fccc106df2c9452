package dev.quanbao.demo.store;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A way to answer a query from one index. It passes over no document that the query's filter
 * matches; those it gives are still to be filtered.
 *
 * @param ranges what to read of the index, apart from each other and in order
 * @param sorted whether the documents come in the order the query asks for
 * @param backwards whether to read from the last key to the first
 * @param cost how many keys are likely to be read
 */
record IndexScan(
    IndexTree tree, List<KeyRange> ranges, boolean sorted, boolean backwards, long cost) {

  /** The best scan for a query, or null if no index is of use. */
  static @Nullable IndexScan choose(
      List<? extends Index<?>> indexes, Document filter, @Nullable Document orderBy, int limit) {
    if (orderBy != null && orderBy.containsKey("$natural")) {
      return null;
    }
    Map<String, FieldCondition> conditions = FieldCondition.in(filter);
    IndexScan best = null;
    for (Index<?> each : indexes) {
      if (best != null && best.cost <= 1) {
        return best;
      }
      if (each instanceof SortedIndex index && ScanPlanner.canUse(index)) {
        IndexScan scan = new ScanPlanner(index, conditions).plan(orderBy, limit);
        if (scan != null && (best == null || scan.cost < best.cost)) {
          best = scan;
        }
      }
    }
    return best;
  }

  Stream<Long> positions() {
    List<KeyRange> ordered = backwards ? ranges.reversed() : ranges;
    Stream<Long> positions = ordered.stream().flatMap(range -> tree.positions(range, backwards));
    // A document with an array has a key for each of its elements.
    return tree.holdsArrays() ? positions.distinct() : positions;
  }
}
