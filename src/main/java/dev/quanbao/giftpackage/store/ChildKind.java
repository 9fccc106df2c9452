package dev.quanbao.giftpackage.store;

import static dev.quanbao.giftpackage.store.AliasCodeFields.CLAIM_ID;

import com.mongodb.client.model.Filters;
import dev.quanbao.giftpackage.model.GiftPackage;
import org.bson.conversions.Bson;

/**
 * The kinds of children by their holder, each with two filters that mean the same.
 *
 * <p>The form of a filter decides which of two indexes a store takes. Asked plainly for free
 * children, some stores look through all free ones of the package, seconds for millions, even if
 * only a few places are asked for: a filter by denial keeps them from it.
 */
final class ChildKind {

  /** Neither claimed nor set aside. */
  static final ChildKind FREE =
      new ChildKind(Filters.eq(CLAIM_ID, null), Filters.nor(Filters.gt(CLAIM_ID, "")));

  /** Claimed, and not only set aside. */
  static final ChildKind CLAIMED =
      new ChildKind(
          HolderFilters.isClaimed(CLAIM_ID),
          Filters.nor(Filters.eq(CLAIM_ID, null), HolderFilters.isSetAside(CLAIM_ID)));

  /** Claimed or set aside. */
  static final ChildKind TAKEN =
      new ChildKind(Filters.gt(CLAIM_ID, ""), Filters.nor(Filters.eq(CLAIM_ID, null)));

  /** A store looks through so many children and sorts them quickly, wherever they are. */
  static final int FEW = 20_000;

  private final Bson byHolder;
  private final Bson byDenial;

  private ChildKind(Bson byHolder, Bson byDenial) {
    this.byHolder = byHolder;
    this.byDenial = byDenial;
  }

  /** All children of this kind that a package has: for few of the kind. */
  Bson filterAll(GiftPackage parent) {
    return filterKind(parent.id(), parent.codes().first(), parent.codes().next());
  }

  /** Children of this kind in the places {@code [from, to)}: for few of the kind. */
  Bson filterKind(String packageId, int from, int to) {
    return filter(packageId, byHolder, from, to);
  }

  /** The same children: for few places. */
  Bson filterPlaces(String packageId, int from, int to) {
    return filter(packageId, byDenial, from, to);
  }

  private static Bson filter(String packageId, Bson kind, int from, int to) {
    return Filters.and(
        Filters.eq(AliasCodeFields.PACKAGE_ID, packageId),
        kind,
        Filters.eq(AliasCodeFields.CHILD, true),
        Filters.gte(AliasCodeFields.ORDINAL, from),
        Filters.lt(AliasCodeFields.ORDINAL, to));
  }
}
