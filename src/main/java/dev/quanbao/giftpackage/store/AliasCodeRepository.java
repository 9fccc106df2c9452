package dev.quanbao.giftpackage.store;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import dev.quanbao.giftpackage.model.CodeOwner;
import dev.quanbao.giftpackage.model.CodePlan;
import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.store.BulkInsert;
import dev.quanbao.platform.store.DocumentRepository;
import dev.quanbao.platform.store.Index;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The alias codes in use, of all companies.
 *
 * <p>A code belongs to the package that inserted it first. Codes are inserted before their package
 * says that it uses them, and removed after it no longer does: at no moment does a package use a
 * code that isn't here.
 */
@ApplicationScoped
public class AliasCodeRepository implements DocumentRepository<IssuedCode> {

  private static final int NAMED_AT_MOST = 20;
  private static final long NO_NUMBER = -1;

  private final CodeMint mint;

  public AliasCodeRepository(CodeMint mint) {
    this.mint = mint;
  }

  @Override
  public List<IndexModel> indexes() {
    return List.of(
        Index.unique(AliasCodeFields.PACKAGE_ID, AliasCodeFields.ORDINAL),
        Index.on(AliasCodeFields.NUMBER),
        Index.on(AliasCodeFields.PACKAGE_ID, AliasCodeFields.CLAIM_ID, AliasCodeFields.ORDINAL));
  }

  /** Which of some codes are in use in any of some companies, spelled as in the question. */
  public Uni<List<String>> findUsed(Set<String> companies, List<String> aliases) {
    List<String> ids =
        companies.stream()
            .flatMap(company -> aliases.stream().map(alias -> IssuedCode.idOf(company, alias)))
            .toList();
    return mongoCollection()
        .find(Filters.in(AliasCodeFields.ID, ids))
        .map(code -> code.alias().toUpperCase(Locale.ROOT))
        .collect()
        .asSet()
        .map(used ->
            aliases.stream()
                .filter(alias -> used.contains(alias.toUpperCase(Locale.ROOT)))
                .distinct()
                .toList());
  }

  /** Finds the codes with an alias in some companies. */
  public Uni<List<IssuedCode>> findByAlias(Set<String> companies, String alias) {
    List<String> ids = companies.stream().map(company -> IssuedCode.idOf(company, alias)).toList();
    return mongoCollection().find(Filters.in(AliasCodeFields.ID, ids)).collect().asList();
  }

  /** Finds the child with a package code, of any package; null when there is none. */
  public Uni<@Nullable IssuedCode> findChild(String code) {
    return mongoCollection().find(isChild(code)).collect().first();
  }

  Bson isChild(String code) {
    return Filters.eq(AliasCodeFields.NUMBER, mint.packageNumber(code).orElse(NO_NUMBER));
  }

  /** Inserts the given code of a shared package; refused when another package has it. */
  public Uni<String> insertShared(CodeOwner owner, int ordinal, String alias) {
    return insertOrMove(owner, List.of(owner.shared(ordinal, alias))).replaceWith(alias);
  }

  /** Makes a code for a shared package and inserts it. */
  public Uni<String> makeShared(CodeOwner owner, int ordinal, CodePlan plan) {
    return mint.aliases(plan.series(owner.companyId()), 1)
        .map(made -> owner.shared(ordinal, made.getFirst()))
        .chain(entry ->
            insert(List.of(entry))
                .chain(refused ->
                    refused.isEmpty()
                        ? Uni.createFrom().item(entry.alias())
                        // Another package was given this very code: the next one is as good.
                        : makeShared(owner, ordinal, plan)));
  }

  /**
   * Inserts children with given codes; refused, naming the codes, when another package has any of
   * them.
   */
  public Uni<Void> insertChildren(CodeOwner owner, int firstOrdinal, List<String> aliases) {
    return mint.numberedPackageCodes(aliases.size())
        .map(codes -> owner.children(firstOrdinal, codes, aliases))
        .chain(entries -> insertOrMove(owner, entries));
  }

  // New codes are inserted first, so that a refusal is known before the package's own are moved.
  private Uni<Void> insertOrMove(CodeOwner owner, List<IssuedCode> entries) {
    return insert(entries)
        .chain(refused -> {
          if (refused.isEmpty()) {
            return Uni.createFrom().voidItem();
          }
          return ownIds(owner, refused)
              .invoke(own -> refuseForeign(refused, own))
              .chain(() -> move(refused));
        });
  }

  private Uni<Set<String>> ownIds(CodeOwner owner, List<IssuedCode> entries) {
    List<String> ids = entries.stream().map(IssuedCode::id).toList();
    return mongoCollection()
        .find(
            Filters.and(
                Filters.in(AliasCodeFields.ID, ids),
                Filters.eq(AliasCodeFields.PACKAGE_ID, owner.packageId())))
        .map(IssuedCode::id)
        .collect()
        .asSet();
  }

  private static void refuseForeign(List<IssuedCode> refused, Set<String> own) {
    List<String> foreign =
        refused.stream()
            .filter(entry -> !own.contains(entry.id()))
            .map(IssuedCode::alias)
            .limit(NAMED_AT_MOST)
            .toList();
    if (!foreign.isEmpty()) {
      throw RequestRefusedException.because(ErrorCode.CODE_IN_USE, String.join(", ", foreign));
    }
  }

  private Uni<Void> move(List<IssuedCode> own) {
    List<ReplaceOneModel<IssuedCode>> moves =
        own.stream()
            .map(entry ->
                new ReplaceOneModel<>(
                    Filters.and(
                        Filters.eq(entry.id()),
                        Filters.eq(AliasCodeFields.PACKAGE_ID, entry.packageId())),
                    entry))
            .toList();
    return mongoCollection().bulkWrite(moves).replaceWithVoid();
  }

  /** Inserts entries; gives those that were not inserted because their code is in use. */
  public Uni<List<IssuedCode>> insert(List<IssuedCode> entries) {
    return BulkInsert.into(mongoCollection(), entries)
        .map(places -> places.stream().map(entries::get).toList());
  }

  /** The entries with some ids. */
  public Uni<List<IssuedCode>> findIssued(Collection<String> ids) {
    return mongoCollection()
        .find(Filters.in(AliasCodeFields.ID, ids), new FindOptions().batchSize(ids.size() + 1))
        .collect()
        .asList();
  }

  /** A package's entries from an ordinal on. */
  public Uni<List<IssuedCode>> findFrom(String packageId, int ordinal) {
    return mongoCollection()
        .find(
            Filters.and(
                Filters.eq(AliasCodeFields.PACKAGE_ID, packageId),
                Filters.gte(AliasCodeFields.ORDINAL, ordinal)))
        .collect()
        .asList();
  }

  /** Removes entries, unless they were made anew since they were read. */
  public Uni<Void> remove(List<IssuedCode> entries) {
    List<String> ids = entries.stream().map(IssuedCode::id).toList();
    List<String> codes = entries.stream().map(IssuedCode::code).toList();
    return mongoCollection()
        .deleteMany(
            Filters.and(
                Filters.in(AliasCodeFields.ID, ids), Filters.in(AliasCodeFields.CODE, codes)))
        .replaceWithVoid();
  }

  /** Gives entries other ordinals, which must be free, unless they have others by now. */
  public Uni<Void> move(List<IssuedCode> entries, List<Integer> ordinals) {
    List<UpdateOneModel<IssuedCode>> moves = new ArrayList<>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      moves.add(
          new UpdateOneModel<>(
              Filters.and(
                  Filters.eq(entries.get(i).id()),
                  Filters.eq(AliasCodeFields.ORDINAL, entries.get(i).ordinal())),
              Updates.set(AliasCodeFields.ORDINAL, ordinals.get(i))));
    }
    return mongoCollection()
        .bulkWrite(moves, new BulkWriteOptions().ordered(false))
        .replaceWithVoid();
  }

  /** Which of some ordinals of a package have an entry. */
  public Uni<Set<Integer>> findOrdinals(String packageId, Set<Integer> ordinals) {
    return mongoCollection()
        .find(
            Filters.and(
                Filters.eq(AliasCodeFields.PACKAGE_ID, packageId),
                Filters.in(AliasCodeFields.ORDINAL, ordinals)))
        .map(IssuedCode::ordinal)
        .collect()
        .asSet();
  }

  /** Which ordinals of a package in {@code [from, to)} have an entry. */
  public Uni<Set<Integer>> findOrdinals(String packageId, int from, int to) {
    return mongoCollection()
        .find(
            Filters.and(
                Filters.eq(AliasCodeFields.PACKAGE_ID, packageId),
                Filters.gte(AliasCodeFields.ORDINAL, from),
                Filters.lt(AliasCodeFields.ORDINAL, to)),
            new FindOptions().batchSize(to - from + 1))
        .map(IssuedCode::ordinal)
        .collect()
        .asSet();
  }

  /** Removes a package's entries before an ordinal. */
  public Uni<Void> removeBefore(String packageId, int ordinal) {
    return remove(packageId, Filters.lt(AliasCodeFields.ORDINAL, ordinal));
  }

  /** Removes a package's entries from an ordinal on. */
  public Uni<Void> removeFrom(String packageId, int ordinal) {
    return remove(packageId, Filters.gte(AliasCodeFields.ORDINAL, ordinal));
  }

  private Uni<Void> remove(String packageId, Bson which) {
    return mongoCollection()
        .deleteMany(Filters.and(Filters.eq(AliasCodeFields.PACKAGE_ID, packageId), which))
        .replaceWithVoid();
  }

  /** Removes all of a package's entries: its codes are free again. */
  public Uni<Void> removeAll(String packageId) {
    return mongoCollection()
        .deleteMany(Filters.eq(AliasCodeFields.PACKAGE_ID, packageId))
        .replaceWithVoid();
  }
}
