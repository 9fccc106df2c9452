package dev.quanbao.giftpackage.store;

import com.mongodb.client.model.Filters;
import dev.quanbao.giftpackage.model.IssuedCode;
import org.bson.conversions.Bson;

/**
 * Tells copies that are set aside from copies that are claimed by the id of the claim that has
 * them, so that either are a range of an index.
 */
public final class HolderFilters {

  /** Sorts directly behind every id that begins with {@link IssuedCode#SET_ASIDE_MARK}. */
  private static final String BEHIND_MARK = "!";

  private HolderFilters() {}

  /** The claim whose id stands in a field sets its copy aside. */
  public static Bson isSetAside(String field) {
    return Filters.and(
        Filters.gte(field, IssuedCode.SET_ASIDE_MARK), Filters.lt(field, BEHIND_MARK));
  }

  /** The claim whose id stands in a field is a claim of a user or an OP. */
  static Bson isClaimed(String field) {
    return Filters.gte(field, BEHIND_MARK);
  }
}
