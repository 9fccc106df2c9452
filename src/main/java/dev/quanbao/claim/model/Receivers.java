package dev.quanbao.claim;

import com.mongodb.client.model.Filters;
import dev.quanbao.platform.id.Ids;
import org.bson.conversions.Bson;

/**
 * How receivers, for whom copies are set aside, are told from users and OPs: by a space at the
 * beginning, which no other id may contain.
 *
 * <p>A claim's id begins like its owner's. What is set aside thus stands before all that is
 * claimed, and either is found as a range of an index.
 */
final class Receivers {

  private static final String MARK = " ";
  private static final String BEHIND = "!";

  private Receivers() {}

  /** The owner's id of the receiver with a key. */
  static String idOf(String key) {
    return MARK + key;
  }

  static String keyOf(String ownerId) {
    return ownerId.substring(MARK.length());
  }

  /** Whether an id is that of a receiver, or of a claim that is a receiver's. */
  static boolean own(String id) {
    return id.startsWith(MARK);
  }

  /** The id of a new attempt to give copies back, which no receiver and no claim can have. */
  static String newReturn() {
    return MARK + MARK + Ids.random();
  }

  static boolean isReturn(String id) {
    return id.startsWith(MARK + MARK);
  }

  /** The ids of receivers' claims. */
  static Bson owning(String field) {
    return Filters.and(Filters.gte(field, MARK), Filters.lt(field, BEHIND));
  }

  /** The ids of all other claims. */
  static Bson notOwning(String field) {
    return Filters.gte(field, BEHIND);
  }
}
