package dev.quanbao.giftpackage.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.giftpackage.store.ChildWalk.Way;
import dev.quanbao.platform.store.WriteRetry;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;

/**
 * The children of packages whose copies have codes of their own, as claims hold and release them.
 *
 * <p>A claim holds a child by setting its id where there is none, so that two claims never hold the
 * same child.
 */
@ApplicationScoped
public class ChildPool {

  private static final int REMEMBERED_FRONTS = 10_000;

  /** In so many places behind the last one found a free child is looked for first. */
  private static final int NEAR = 1 << 18;

  private final AliasCodeRepository aliasCodes;
  private final ChildWalk walk;
  private final int few;
  private final Cache<String, Integer> fronts =
      Caffeine.newBuilder().maximumSize(REMEMBERED_FRONTS).build();

  @Inject
  public ChildPool(AliasCodeRepository aliasCodes, ChildWalk walk) {
    this(aliasCodes, walk, ChildKind.FEW);
  }

  public ChildPool(AliasCodeRepository aliasCodes, ChildWalk walk, int few) {
    this.aliasCodes = aliasCodes;
    this.walk = walk;
    this.few = few;
  }

  /** Holds the child with a code for a claim; null when another claim holds it. */
  // The filter names no package, since no two share a code. If it did, a store might look through
  // the whole package.
  public Uni<IssuedCode> hold(String childCode, String claimId) {
    return hold(
        Filters.and(aliasCodes.isChild(childCode), Filters.eq(AliasCodeFields.CLAIM_ID, null)),
        claimId);
  }

  /**
   * Holds any free child for each claim, as far as there are any.
   *
   * @return the code of the held child by claim; claims for which none was found are missing
   */
  public Uni<Map<String, String>> holdAny(GiftPackage parent, List<String> claimIds) {
    if (claimIds.size() == 1) {
      String claimId = claimIds.getFirst();
      return holdFirst(parent, claimId)
          .map(held -> held == null ? Map.of() : Map.of(claimId, held.code()));
    }
    return findFree(parent, claimIds.size())
        .chain(children -> holdEach(children, claimIds))
        .chain(() -> findHeldCodes(parent.id(), claimIds));
  }

  private Uni<IssuedCode> holdFirst(GiftPackage parent, String claimId) {
    return walk.first(near(parent), stretch -> hold(stretch, claimId))
        .onItem()
        .ifNull()
        .switchTo(() -> hold(ChildKind.FREE.filterAll(parent), claimId))
        .invoke(held -> {
          if (held != null) {
            beginBehind(parent, held);
          }
        });
  }

  private Uni<List<IssuedCode>> findFree(GiftPackage parent, int count) {
    return walk.next(near(parent), count)
        .chain(found ->
            found.size() == count
                ? Uni.createFrom().item(found)
                : aliasCodes
                    .mongoCollection()
                    .find(
                        ChildKind.FREE.filterAll(parent),
                        new FindOptions()
                            .batchSize(count + 1)
                            .sort(ChildWalk.IN_ORDER)
                            .limit(count))
                    .collect()
                    .asList())
        .invoke(found -> {
          if (!found.isEmpty()) {
            beginBehind(parent, found.getLast());
          }
        });
  }

  private void beginBehind(GiftPackage parent, IssuedCode child) {
    fronts.put(parent.id(), child.ordinal() + 1);
  }

  // The front is only a guess: a child that isn't found near it is looked for everywhere.
  private Way near(GiftPackage parent) {
    Way whole = Way.over(parent, ChildKind.FREE);
    if (whole.end() - whole.from() <= few) {
      return whole.from(whole.end());
    }
    Integer front = fronts.getIfPresent(parent.id());
    Way rest = whole.from(front == null ? whole.from() + parent.quota().taken() : front);
    return new Way(rest.packageId(), rest.kind(), rest.from(), rest.stretch(NEAR));
  }

  /** Finds the codes of the children that claims hold, by claim. */
  public Uni<Map<String, String>> findHeldCodes(String packageId, Collection<String> claimIds) {
    return aliasCodes
        .mongoCollection()
        .find(
            Filters.and(
                Filters.eq(AliasCodeFields.PACKAGE_ID, packageId),
                Filters.in(AliasCodeFields.CLAIM_ID, claimIds)),
            inOneReply(claimIds))
        .collect()
        .asList()
        .map(held ->
            held.stream()
                .collect(
                    Collectors.toMap(
                        child -> Objects.requireNonNull(child.claimId()), IssuedCode::code)));
  }

  /** Frees the children that claims hold. */
  public Uni<Void> release(String packageId, Collection<String> claimIds) {
    return WriteRetry.untilMade(
            aliasCodes
                .mongoCollection()
                .updateMany(
                    Filters.and(
                        Filters.eq(AliasCodeFields.PACKAGE_ID, packageId),
                        Filters.in(AliasCodeFields.CLAIM_ID, claimIds)),
                    Updates.unset(AliasCodeFields.CLAIM_ID)))
        .replaceWithVoid();
  }

  /** Gives the child that a claim holds to the claim that has taken its copy over. */
  public Uni<Void> handOver(String packageId, String fromClaim, String toClaim) {
    return aliasCodes
        .mongoCollection()
        .updateOne(
            Filters.and(
                Filters.eq(AliasCodeFields.PACKAGE_ID, packageId),
                Filters.eq(AliasCodeFields.CLAIM_ID, fromClaim)),
            Updates.set(AliasCodeFields.CLAIM_ID, toClaim))
        .replaceWithVoid();
  }

  // All children fit into one reply: each is small, and there is at most one for each claim.
  private static FindOptions inOneReply(Collection<String> claimIds) {
    return new FindOptions().batchSize(claimIds.size() + 1);
  }

  private Uni<IssuedCode> hold(Bson which, String claimId) {
    return WriteRetry.untilMade(
        aliasCodes
            .mongoCollection()
            .findOneAndUpdate(
                which,
                Updates.set(AliasCodeFields.CLAIM_ID, claimId),
                new FindOneAndUpdateOptions()
                    .sort(ChildWalk.IN_ORDER)
                    .returnDocument(ReturnDocument.AFTER)));
  }

  private Uni<Void> holdEach(List<IssuedCode> children, List<String> claimIds) {
    if (children.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<UpdateOneModel<IssuedCode>> holds = new ArrayList<>(children.size());
    for (int i = 0; i < children.size(); i++) {
      holds.add(
          new UpdateOneModel<>(
              Filters.and(
                  Filters.eq(children.get(i).id()), Filters.eq(AliasCodeFields.CLAIM_ID, null)),
              Updates.set(AliasCodeFields.CLAIM_ID, claimIds.get(i))));
    }
    return WriteRetry.untilMade(aliasCodes.mongoCollection().bulkWrite(holds)).replaceWithVoid();
  }
}
