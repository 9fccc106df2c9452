package dev.quanbao.claim.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import dev.quanbao.claim.store.ChildWalk.Way;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.giftpackage.store.AliasCodeRepository;
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
 * The children of packages whose copies have codes of their own.
 *
 * <p>A child is held by setting a claim's id where there is none, so that two claims can never hold
 * the same one.
 */
@ApplicationScoped
public class ChildPool {

  private static final Bson IN_ORDER = Sorts.ascending("ordinal");
  private static final int REMEMBERED_FRONTS = 10_000;

  /** How far a free one is looked for from where the last was found. */
  private static final int NEAR = 1 << 18;

  private final AliasCodeRepository codeBook;
  private final ChildWalk walk;
  private final int few;
  private final Cache<String, Integer> fronts =
      Caffeine.newBuilder().maximumSize(REMEMBERED_FRONTS).build();

  @Inject
  public ChildPool(AliasCodeRepository codeBook, ChildWalk walk) {
    this(codeBook, walk, ChildKind.FEW);
  }

  public ChildPool(AliasCodeRepository codeBook, ChildWalk walk, int few) {
    this.codeBook = codeBook;
    this.walk = walk;
    this.few = few;
  }

  /** Holds the child with a code for a claim; null when another claim holds it. */
  // No package shares its code. Were it named as well, a store might look through all of it.
  public Uni<IssuedCode> hold(String childCode, String claimId) {
    return hold(
        Filters.and(codeBook.isChild(childCode), Filters.eq(ChildKind.HOLDER, null)), claimId);
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
        .chain(() -> heldBy(parent.id(), claimIds));
  }

  private Uni<IssuedCode> holdFirst(GiftPackage parent, String claimId) {
    return walk.first(near(parent), stretch -> hold(stretch, claimId))
        .onItem()
        .ifNull()
        .switchTo(() -> hold(ChildKind.FREE.of(parent), claimId))
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
                : codeBook
                    .mongoCollection()
                    .find(
                        ChildKind.FREE.of(parent),
                        new FindOptions().batchSize(count + 1).sort(IN_ORDER).limit(count))
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

  // Only a guess where free ones begin: what isn't found near it is looked for everywhere.
  private Way near(GiftPackage parent) {
    Way whole = Way.all(parent, ChildKind.FREE);
    if (whole.end() - whole.from() <= few) {
      return whole.from(whole.end());
    }
    Integer front = fronts.getIfPresent(parent.id());
    Way rest = whole.from(front == null ? whole.from() + parent.quota().taken() : front);
    return new Way(rest.packageId(), rest.kind(), rest.from(), rest.stretch(NEAR));
  }

  /** The codes of the children that claims hold, by claim. */
  public Uni<Map<String, String>> heldBy(String packageId, Collection<String> claimIds) {
    return codeBook
        .mongoCollection()
        .find(
            Filters.and(Filters.eq("packageId", packageId), Filters.in(ChildKind.HOLDER, claimIds)),
            all(claimIds))
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
            codeBook
                .mongoCollection()
                .updateMany(
                    Filters.and(
                        Filters.eq("packageId", packageId), Filters.in(ChildKind.HOLDER, claimIds)),
                    Updates.unset(ChildKind.HOLDER)))
        .replaceWithVoid();
  }

  /** Gives the child that a claim holds to the claim that has taken its copy over. */
  public Uni<Void> handOver(String packageId, String fromClaim, String toClaim) {
    return codeBook
        .mongoCollection()
        .updateOne(
            Filters.and(
                Filters.eq("packageId", packageId), Filters.eq(ChildKind.HOLDER, fromClaim)),
            Updates.set(ChildKind.HOLDER, toClaim))
        .replaceWithVoid();
  }

  // In one reply: each of them is small, and there is at most one for each claim.
  private static FindOptions all(Collection<String> claimIds) {
    return new FindOptions().batchSize(claimIds.size() + 1);
  }

  private Uni<IssuedCode> hold(Bson which, String claimId) {
    return WriteRetry.untilMade(
        codeBook
            .mongoCollection()
            .findOneAndUpdate(
                which,
                Updates.set(ChildKind.HOLDER, claimId),
                new FindOneAndUpdateOptions().sort(IN_ORDER).returnDocument(ReturnDocument.AFTER)));
  }

  private Uni<Void> holdEach(List<IssuedCode> children, List<String> claimIds) {
    if (children.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<UpdateOneModel<IssuedCode>> holds = new ArrayList<>(children.size());
    for (int i = 0; i < children.size(); i++) {
      holds.add(
          new UpdateOneModel<>(
              Filters.and(Filters.eq(children.get(i).id()), Filters.eq(ChildKind.HOLDER, null)),
              Updates.set(ChildKind.HOLDER, claimIds.get(i))));
    }
    return WriteRetry.untilMade(codeBook.mongoCollection().bulkWrite(holds)).replaceWithVoid();
  }
}
