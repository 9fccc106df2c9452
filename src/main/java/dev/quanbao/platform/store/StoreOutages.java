package dev.quanbao.platform.store;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import io.smallrye.mutiny.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells failures of the store that pass by themselves from those that are our own fault. */
public final class StoreOutages {

  private StoreOutages() {}

  /** Whether a failure, or what caused it, is an outage: the same request may succeed later. */
  public static boolean caused(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (isOutage(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOutage(Throwable failure) {
    return failure instanceof MongoTimeoutException
        || failure instanceof MongoSocketException
        || failure instanceof MongoServerUnavailableException
        || failure instanceof MongoConnectionPoolClearedException
        || failure instanceof MongoNotPrimaryException
        || failure instanceof MongoNodeIsRecoveringException
        || failure instanceof MongoExecutionTimeoutException
        || failure instanceof MongoWriteConcernException
        || failure instanceof TimeoutException
        || StoreErrors.gaveWay(failure);
  }
}
