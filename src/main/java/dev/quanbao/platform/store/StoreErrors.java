package dev.quanbao.platform.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a failed write means.
 *
 * <p>A duplicate key is an outcome of the domain (somebody was first), never a fault of ours.
 */
public final class StoreErrors {

  private static final int DUPLICATE_KEY = 11000;

  private StoreErrors() {}

  public static boolean isDuplicateKey(Throwable failure) {
    if (failure instanceof MongoWriteException write) {
      return write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }
    if (failure instanceof MongoCommandException command) {
      return command.getErrorCode() == DUPLICATE_KEY;
    }
    return duplicates(failure).isPresent();
  }

  /**
   * The places of the documents in an unordered bulk that were refused as duplicates; empty when
   * the bulk failed in any other way as well.
   */
  public static Optional<Set<Integer>> duplicates(Throwable failure) {
    if (!(failure instanceof MongoBulkWriteException bulk)
        || bulk.getWriteConcernError() != null
        || !bulk.getWriteErrors().stream().allMatch(e -> e.getCode() == DUPLICATE_KEY)) {
      return Optional.empty();
    }
    return Optional.of(
        bulk.getWriteErrors().stream().map(BulkWriteError::getIndex).collect(Collectors.toSet()));
  }
}
