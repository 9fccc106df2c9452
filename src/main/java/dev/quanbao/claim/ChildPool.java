package dev.quanbao.claim;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import dev.quanbao.giftpackage.ChildCodes;
import dev.quanbao.giftpackage.CodeBook;
import dev.quanbao.giftpackage.IssuedCode;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
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

  private final CodeBook codeBook;

  ChildPool(CodeBook codeBook) {
    this.codeBook = codeBook;
  }

  /** Holds the child with a code for a claim; null when another claim holds it. */
  Uni<IssuedCode> hold(String packageId, String childCode, String claimId) {
    return holdFirst(
        Filters.and(
            Filters.eq("packageId", packageId),
            Filters.eq("code", childCode),
            Filters.eq("claimId", null)),
        claimId);
  }

  /**
   * Holds any free child for each claim, as far as there are any.
   *
   * @return the code of the held child by claim; claims for which none was found are missing
   */
  Uni<Map<String, String>> holdAny(String packageId, ChildCodes codes, List<String> claimIds) {
    if (claimIds.size() == 1) {
      return holdFirst(free(packageId, codes), claimIds.getFirst())
          .map(held -> held == null ? Map.of() : Map.of(claimIds.getFirst(), held.code()));
    }
    return codeBook
        .mongoCollection()
        .find(free(packageId, codes), all(claimIds).sort(IN_ORDER).limit(claimIds.size()))
        .collect()
        .asList()
        .chain(children -> holdEach(children, claimIds))
        .chain(() -> heldBy(packageId, claimIds));
  }

  /** The codes of the children that claims hold, by claim. */
  Uni<Map<String, String>> heldBy(String packageId, Collection<String> claimIds) {
    return codeBook
        .mongoCollection()
        .find(
            Filters.and(Filters.eq("packageId", packageId), Filters.in("claimId", claimIds)),
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
  Uni<Void> release(String packageId, Collection<String> claimIds) {
    return codeBook
        .mongoCollection()
        .updateMany(
            Filters.and(Filters.eq("packageId", packageId), Filters.in("claimId", claimIds)),
            Updates.unset("claimId"))
        .replaceWithVoid();
  }

  /** Gives the child that a claim holds to the claim that has taken its copy over. */
  Uni<Void> handOver(String packageId, String fromClaim, String toClaim) {
    return codeBook
        .mongoCollection()
        .updateOne(
            Filters.and(Filters.eq("packageId", packageId), Filters.eq("claimId", fromClaim)),
            Updates.set("claimId", toClaim))
        .replaceWithVoid();
  }

  // In one reply: each of them is small, and there is at most one for each claim.
  private static FindOptions all(Collection<String> claimIds) {
    return new FindOptions().batchSize(claimIds.size() + 1);
  }

  private Uni<IssuedCode> holdFirst(Bson which, String claimId) {
    return codeBook
        .mongoCollection()
        .findOneAndUpdate(
            which,
            Updates.set("claimId", claimId),
            new FindOneAndUpdateOptions().sort(IN_ORDER).returnDocument(ReturnDocument.AFTER));
  }

  private Uni<Void> holdEach(List<IssuedCode> children, List<String> claimIds) {
    if (children.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<UpdateOneModel<IssuedCode>> holds = new ArrayList<>(children.size());
    for (int i = 0; i < children.size(); i++) {
      holds.add(
          new UpdateOneModel<>(
              Filters.and(Filters.eq(children.get(i).id()), Filters.eq("claimId", null)),
              Updates.set("claimId", claimIds.get(i))));
    }
    return codeBook.mongoCollection().bulkWrite(holds).replaceWithVoid();
  }

  private static Bson free(String packageId, ChildCodes codes) {
    return Filters.and(
        Filters.eq("packageId", packageId),
        Filters.eq("claimId", null),
        Filters.eq("child", true),
        Filters.gte("ordinal", codes.first()),
        Filters.lt("ordinal", codes.next()));
  }
}
