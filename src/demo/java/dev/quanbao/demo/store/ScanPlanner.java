package dev.quanbao.demo.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds how much of a query one index answers: as many of its first fields as have given values,
 * then one range, and the order if that is the order of the fields after the given ones.
 */
final class ScanPlanner {

  /** Of a scan in the order asked for and with a limit, most often a small part is read. */
  private static final int SHARE_READ_IN_ORDER = 4;

  private static final int MOST_RANGES = 100_000;

  private static final String ID = "_id";

  /** A path into an array by number, which keys do not follow. */
  private static final Pattern BY_NUMBER = Pattern.compile("(^|\\.)\\d+(\\.|$)");

  private final SortedIndex index;
  private final List<String> paths;
  private final boolean arrays;
  private final Map<String, FieldCondition> conditions;

  private List<byte[]> prefixes = List.of(new byte[0]);
  private int bound;
  private int fixed;
  private boolean ranged;

  ScanPlanner(SortedIndex index, Map<String, FieldCondition> conditions) {
    this.index = index;
    this.conditions = conditions;
    this.arrays = index.tree().holdsArrays();
    this.paths = arrays ? index.paths().subList(0, 1) : index.paths();
  }

  /**
   * Whether every document that has a value in the first field, or it in an array, has a key that
   * begins with it. Arrays spoil that where they are empty, or lie on the way to a field.
   */
  static boolean canUse(SortedIndex index) {
    List<String> paths = index.paths();
    if (paths.stream().anyMatch(path -> BY_NUMBER.matcher(path).find())) {
      return false;
    }
    if (!index.tree().holdsArrays()) {
      return true;
    }
    return !paths.getFirst().contains(".") && paths.stream().skip(1).allMatch(ID::equals);
  }

  /** The scan of the index; null where it would neither narrow the query nor serve its order. */
  @Nullable IndexScan plan(@Nullable Document orderBy, int limit) {
    bindValues();
    List<KeyRange> ranges = ranges();
    boolean narrows = bound > 0 || ranged;
    int direction = direction(orderBy);
    boolean sorted = direction != 0 && (narrows || index.isComplete());
    boolean stopsEarly = sorted && limit > 0;
    if (!narrows && !stopsEarly) {
      return null;
    }
    long keys = index.tree().keysIn(ranges);
    long cost = stopsEarly ? Math.ceilDiv(keys, SHARE_READ_IN_ORDER) : keys;
    return new IndexScan(index.tree(), ranges, sorted, direction < 0, cost);
  }

  private void bindValues() {
    while (bound < paths.size()) {
      FieldCondition condition = conditions.get(paths.get(bound));
      if (condition == null || condition.values() == null) {
        return;
      }
      List<byte[]> keys = sorted(condition.values());
      if ((long) prefixes.size() * keys.size() > MOST_RANGES) {
        return;
      }
      prefixes =
          prefixes.stream()
              .flatMap(prefix -> keys.stream().map(key -> KeyRange.join(prefix, key)))
              .toList();
      fixed += fixed == bound && condition.isOneValue() ? 1 : 0;
      bound++;
    }
  }

  private List<KeyRange> ranges() {
    FieldCondition condition = bound < paths.size() ? conditions.get(paths.get(bound)) : null;
    // Two elements of one array may meet the two ends of a range that neither is in.
    if (arrays || condition == null || !condition.isRange()) {
      return prefixes.stream().map(KeyRange::within).toList();
    }
    ranged = true;
    return prefixes.stream().map(prefix -> range(prefix, condition)).toList();
  }

  private static KeyRange range(byte[] prefix, FieldCondition condition) {
    Object lower = condition.lower();
    Object upper = condition.upper();
    // Without one end, to the end of the values of the other's kind: only those compare with it.
    byte[] from =
        lower == null
            ? KeyRange.with(prefix, KeyEncoder.kind(upper))
            : KeyRange.join(prefix, key(lower));
    byte[] to =
        upper == null
            ? KeyRange.with(prefix, KeyEncoder.kind(lower) + 1)
            : KeyRange.with(KeyRange.join(prefix, key(upper)), KeyEncoder.ABOVE_ANY_VALUE);
    return new KeyRange(from, to);
  }

  /** One if the index has the order asked for, minus one if it has its opposite, else zero. */
  private int direction(@Nullable Document orderBy) {
    if (orderBy == null || arrays) {
      return 0;
    }
    int direction = 0;
    int next = fixed;
    for (Map.Entry<String, @Nullable Object> order : orderBy.entrySet()) {
      if (paths.subList(0, fixed).contains(order.getKey())) {
        continue;
      }
      if (next == paths.size()
          || !paths.get(next).equals(order.getKey())
          || !(order.getValue() instanceof Number sign)) {
        return 0;
      }
      int wanted = Integer.signum(sign.intValue());
      if (wanted == 0 || direction == -wanted) {
        return 0;
      }
      direction = wanted;
      next++;
    }
    return direction == 0 ? 1 : direction;
  }

  private static List<byte[]> sorted(Collection<?> values) {
    TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
    for (Object value : values) {
      keys.add(key(value));
    }
    return List.copyOf(keys);
  }

  private static byte[] key(Object value) {
    return KeyEncoder.encode(KeyEncoder.normalized(List.of(value)));
  }
}
