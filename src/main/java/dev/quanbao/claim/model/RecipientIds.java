package dev.quanbao.claim.model;

import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.platform.id.Ids;

/**
 * How receivers, for whom copies are set aside, are told from users and OPs: by a space at the
 * beginning, which no other id may contain.
 *
 * <p>A claim's id begins like its owner's. What is set aside thus stands before all that is
 * claimed, and either is found as a range of an index.
 */
public final class RecipientIds {

  /** What the ids of receivers, and of their claims, begin with. */
  public static final String MARK = IssuedCode.SET_ASIDE_MARK;

  private RecipientIds() {}

  /** The owner's id of the receiver with a key. */
  public static String idOf(String key) {
    return MARK + key;
  }

  public static String keyOf(String ownerId) {
    return ownerId.substring(MARK.length());
  }

  /** Whether an id is that of a receiver, or of a claim that is a receiver's. */
  public static boolean own(String id) {
    return id.startsWith(MARK);
  }

  /** The id of a new attempt to give copies back, which no receiver and no claim can have. */
  public static String newReturn() {
    return MARK + MARK + Ids.random();
  }

  public static boolean isReturn(String id) {
    return id.startsWith(MARK + MARK);
  }
}
