package dev.quanbao.claim.store;

import com.mongodb.client.model.Filters;
import dev.quanbao.giftpackage.model.GiftPackage;
import org.bson.conversions.Bson;

/**
 * Children by what has become of them, each said in two ways that mean the same.
 *
 * <p>Which of two indexes a store takes depends on how it is asked. Asked plainly for free children
 * some look through all free ones of the package, seconds for millions, even if only a few places
 * come into question: a denial keeps them from it.
 */
public final class ChildKind {

  public static final String HOLDER = "claimId";

  /** So many children are quickly looked through and sorted, wherever they are. */
  public static final int FEW = 20_000;

  /** Neither claimed nor set aside. */
  public static final ChildKind FREE =
      new ChildKind(Filters.eq(HOLDER, null), Filters.nor(Filters.gt(HOLDER, "")));

  /** Claimed, and not only set aside. */
  public static final ChildKind CLAIMED =
      new ChildKind(
          OwnerFilters.isNoReceivers(HOLDER),
          Filters.nor(Filters.eq(HOLDER, null), OwnerFilters.isReceivers(HOLDER)));

  /** Claimed or set aside. */
  static final ChildKind TAKEN =
      new ChildKind(Filters.gt(HOLDER, ""), Filters.nor(Filters.eq(HOLDER, null)));

  private final Bson byHolder;
  private final Bson byDenial;

  private ChildKind(Bson byHolder, Bson byDenial) {
    this.byHolder = byHolder;
    this.byDenial = byDenial;
  }

  /** All of them that a package has: right where these are few. */
  public Bson of(GiftPackage parent) {
    return ofFew(parent.id(), parent.codes().first(), parent.codes().next());
  }

  /** Those in the places {@code [from, to)} of a package: right where the package has few. */
  Bson ofFew(String packageId, int from, int to) {
    return among(packageId, byHolder, from, to);
  }

  /** The same, right where the places are few. */
  Bson inFewPlaces(String packageId, int from, int to) {
    return among(packageId, byDenial, from, to);
  }

  private static Bson among(String packageId, Bson kind, int from, int to) {
    return Filters.and(
        Filters.eq("packageId", packageId),
        kind,
        Filters.eq("child", true),
        Filters.gte("ordinal", from),
        Filters.lt("ordinal", to));
  }
}
