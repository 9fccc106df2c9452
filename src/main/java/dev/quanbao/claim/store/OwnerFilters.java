package dev.quanbao.claim.store;

import com.mongodb.client.model.Filters;
import dev.quanbao.claim.model.RecipientIds;
import org.bson.conversions.Bson;

/** Tells receivers' claims from all others by their ids, so that either is a range of an index. */
public final class OwnerFilters {

  /** Sorts directly behind every id that begins with {@link RecipientIds#MARK}. */
  private static final String BEHIND_MARK = "!";

  private OwnerFilters() {}

  /** The ids of receivers' claims. */
  public static Bson isReceivers(String field) {
    return Filters.and(Filters.gte(field, RecipientIds.MARK), Filters.lt(field, BEHIND_MARK));
  }

  /** The ids of all other claims. */
  public static Bson isNoReceivers(String field) {
    return Filters.gte(field, BEHIND_MARK);
  }
}
