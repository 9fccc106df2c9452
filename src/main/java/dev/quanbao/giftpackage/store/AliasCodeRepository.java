package dev.quanbao.giftpackage.store;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
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
import dev.quanbao.platform.store.StartupTask;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
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
 * <p>A code belongs to the first who inserts it. Codes are put in before the package that uses them
 * says so, and taken out after it has ceased to: at no moment does a package use a code that isn't
 * here.
 */
@ApplicationScoped
public class AliasCodeRepository
    implements ReactivePanacheMongoRepositoryBase<IssuedCode, String>, StartupTask {

  private static final int NAMED_AT_MOST = 20;

  private static final long NO_NUMBER = -1;

  private final CodeMint mint;

  public AliasCodeRepository(CodeMint mint) {
    this.mint = mint;
  }

  @Override
  public Order order() {
    return Order.INDEXES;
  }

  @Override
  public Uni<Void> run() {
    return Uni.join()
        .all(
            mongoCollection()
                .createIndex(
                    Indexes.ascending(AliasCodeFields.PACKAGE_ID, AliasCodeFields.ORDINAL),
                    new IndexOptions().unique(true)),
            mongoCollection().createIndex(Indexes.ascending(AliasCodeFields.NUMBER)),
            mongoCollection()
                .createIndex(
                    Indexes.ascending(
                        AliasCodeFields.PACKAGE_ID,
                        AliasCodeFields.CLAIM_ID,
                        AliasCodeFields.ORDINAL)))
        .andFailFast()
        .replaceWithVoid();
  }

  /** Which of some codes are in use in any of some companies, as they were asked for. */
  public Uni<List<String>> inUse(Set<String> companies, List<String> aliases) {
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

  /** Puts the given code of a shared package in; refuses when another package has it. */
  public Uni<String> putShared(CodeOwner owner, int ordinal, String alias) {
    return putOrMove(owner, List.of(owner.shared(ordinal, alias))).replaceWith(alias);
  }

  /** Makes a code for a shared package and puts it in. */
  public Uni<String> makeShared(CodeOwner owner, int ordinal, CodePlan plan) {
    return mint.aliases(plan.series(owner.companyId()), 1)
        .map(made -> owner.shared(ordinal, made.getFirst()))
        .chain(entry ->
            put(List.of(entry))
                .chain(refused ->
                    refused.isEmpty()
                        ? Uni.createFrom().item(entry.alias())
                        // Somebody was given that very code: the next one is as good.
                        : makeShared(owner, ordinal, plan)));
  }

  /** Puts children with given codes in; refuses, naming them, when another package has any. */
  public Uni<Void> putChildren(CodeOwner owner, int firstOrdinal, List<String> aliases) {
    return mint.numberedPackageCodes(aliases.size())
        .map(codes -> owner.children(firstOrdinal, codes, aliases))
        .chain(entries -> putOrMove(owner, entries));
  }

  // Codes that are new go in first, so that a refusal is known before the package's own are moved.
  private Uni<Void> putOrMove(CodeOwner owner, List<IssuedCode> entries) {
    return put(entries)
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

  /** Inserts entries and gives back those that were refused since their code is in use. */
  public Uni<List<IssuedCode>> put(List<IssuedCode> entries) {
    return BulkInsert.into(mongoCollection(), entries)
        .map(places -> places.stream().map(entries::get).toList());
  }

  /** The entries with some ids. */
  public Uni<List<IssuedCode>> withIds(Collection<String> ids) {
    return mongoCollection()
        .find(Filters.in(AliasCodeFields.ID, ids), new FindOptions().batchSize(ids.size() + 1))
        .collect()
        .asList();
  }

  /** A package's entries from an ordinal on. */
  public Uni<List<IssuedCode>> from(String packageId, int ordinal) {
    return mongoCollection()
        .find(
            Filters.and(
                Filters.eq(AliasCodeFields.PACKAGE_ID, packageId),
                Filters.gte(AliasCodeFields.ORDINAL, ordinal)))
        .collect()
        .asList();
  }

  /** Takes some entries out, unless they were made anew since. */
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
  public Uni<Set<Integer>> present(String packageId, Set<Integer> ordinals) {
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
  public Uni<Set<Integer>> present(String packageId, int from, int to) {
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

  /** Takes a package's entries out that come before an ordinal. */
  public Uni<Void> removeBefore(String packageId, int ordinal) {
    return remove(packageId, Filters.lt(AliasCodeFields.ORDINAL, ordinal));
  }

  /** Takes a package's entries out from an ordinal on. */
  public Uni<Void> removeFrom(String packageId, int ordinal) {
    return remove(packageId, Filters.gte(AliasCodeFields.ORDINAL, ordinal));
  }

  private Uni<Void> remove(String packageId, Bson which) {
    return mongoCollection()
        .deleteMany(Filters.and(Filters.eq(AliasCodeFields.PACKAGE_ID, packageId), which))
        .replaceWithVoid();
  }

  /** Takes all of a package's entries out: its codes are free again. */
  public Uni<Void> removeAll(String packageId) {
    return mongoCollection()
        .deleteMany(Filters.eq(AliasCodeFields.PACKAGE_ID, packageId))
        .replaceWithVoid();
  }
}
