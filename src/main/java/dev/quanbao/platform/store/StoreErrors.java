package dev.quanbao.platform.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * What a failed write means.
 *
 * <p>A duplicate key is an outcome of the domain (another was first), never a fault of ours. A
 * write that had to give way to another one was not made, and can be made again.
 */
public final class StoreErrors {

  private static final int DUPLICATE_KEY = 11000;

  /**
   * MongoDB's WriteConflict, and PostgreSQL's serialization_failure (40001) and deadlock_detected
   * (40P01) in the numbers that FerretDB passes on: PostgreSQL's MAKE_SQLSTATE and the sign that
   * DocumentDB's codes have. Two inserts of one key at the same moment are enough for a deadlock
   * there.
   */
  private static final Set<Integer> GAVE_WAY = Set.of(112, 0x1000004, 0x1020004);

  private StoreErrors() {}

  public static boolean isDuplicateKey(Throwable failure) {
    if (failure instanceof MongoWriteException write) {
      return write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }
    if (failure instanceof MongoCommandException command) {
      return command.getErrorCode() == DUPLICATE_KEY;
    }
    return refusals(failure).filter(refusals -> refusals.gaveWay().isEmpty()).isPresent();
  }

  /** Whether a write was not made since another one was in its way. */
  public static boolean gaveWay(Throwable failure) {
    if (failure instanceof MongoBulkWriteException bulk) {
      return bulk.getWriteErrors().stream().anyMatch(error -> GAVE_WAY.contains(error.getCode()));
    }
    return failure instanceof MongoException store && GAVE_WAY.contains(store.getCode());
  }

  /**
   * Which documents of an unordered bulk were not written; empty when it failed in any other way as
   * well.
   */
  static Optional<Refusals> refusals(Throwable failure) {
    if (!(failure instanceof MongoBulkWriteException bulk) || bulk.getWriteConcernError() != null) {
      return Optional.empty();
    }
    Set<Integer> duplicates = places(bulk, code -> code == DUPLICATE_KEY);
    Set<Integer> gaveWay = places(bulk, GAVE_WAY::contains);
    return duplicates.size() + gaveWay.size() == bulk.getWriteErrors().size()
        ? Optional.of(new Refusals(duplicates, gaveWay))
        : Optional.empty();
  }

  private static Set<Integer> places(MongoBulkWriteException bulk, IntPredicate wanted) {
    return bulk.getWriteErrors().stream()
        .filter(error -> wanted.test(error.getCode()))
        .map(BulkWriteError::getIndex)
        .collect(Collectors.toSet());
  }

  /**
   * The documents of a bulk that were not written, by their places in it.
   *
   * @param duplicates those whose key is taken
   * @param gaveWay those that may be written yet
   */
  record Refusals(Set<Integer> duplicates, Set<Integer> gaveWay) {
    static final Refusals NONE = new Refusals(Set.of(), Set.of());
  }
}
