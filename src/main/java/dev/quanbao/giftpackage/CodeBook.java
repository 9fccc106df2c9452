package dev.quanbao.giftpackage;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOneModel;
import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.Refused;
import dev.quanbao.platform.store.StartupTask;
import dev.quanbao.platform.store.StoreErrors;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The alias codes in use, of all companies.
 *
 * <p>A code belongs to the first who inserts it. Codes are put in before the package that uses them
 * says so, and taken out after it has ceased to: at no moment does a package use a code that isn't
 * here.
 */
@ApplicationScoped
public class CodeBook
    implements ReactivePanacheMongoRepositoryBase<IssuedCode, String>, StartupTask {

  private static final int REPLACEMENT_ROUNDS = 10;
  private static final int NAMED_AT_MOST = 20;
  private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);

  private final CodeMint mint;

  CodeBook(CodeMint mint) {
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
                    Indexes.ascending("packageId", "ordinal"), new IndexOptions().unique(true)),
            mongoCollection().createIndex(Indexes.ascending("code")),
            mongoCollection().createIndex(Indexes.ascending("packageId", "claimId", "ordinal")))
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
        .find(Filters.in("_id", ids))
        .map(code -> code.alias().toUpperCase(Locale.ROOT))
        .collect()
        .asSet()
        .map(used ->
            aliases.stream()
                .filter(alias -> used.contains(alias.toUpperCase(Locale.ROOT)))
                .distinct()
                .toList());
  }

  /** Puts the given code of a shared package in; refuses when another package has it. */
  Uni<String> putShared(CodeOwner owner, int ordinal, String alias) {
    return putOrMove(owner, List.of(owner.entry(ordinal, false, owner.packageCode(), alias)))
        .replaceWith(alias);
  }

  /** Makes a code for a shared package and puts it in. */
  Uni<String> makeShared(CodeOwner owner, int ordinal, CodePlan plan) {
    return mint.aliases(owner.companyId(), plan.prefix(), plan.length(), 1)
        .map(made -> owner.entry(ordinal, false, owner.packageCode(), made.getFirst()))
        .chain(entry ->
            put(List.of(entry))
                .chain(refused ->
                    refused.isEmpty()
                        ? Uni.createFrom().item(entry.alias())
                        // Somebody was given that very code: the next one is as good.
                        : makeShared(owner, ordinal, plan)));
  }

  /** Puts children with given codes in; refuses, naming them, when another package has any. */
  Uni<Void> putChildren(CodeOwner owner, int firstOrdinal, List<String> aliases) {
    return mint.packageCodes(aliases.size())
        .map(codes -> children(owner, firstOrdinal, codes, aliases))
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
        .find(Filters.and(Filters.in("_id", ids), Filters.eq("packageId", owner.packageId())))
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
      throw Refused.because(ErrorCode.CODE_IN_USE, String.join(", ", foreign));
    }
  }

  private Uni<Void> move(List<IssuedCode> own) {
    List<ReplaceOneModel<IssuedCode>> moves =
        own.stream()
            .map(entry ->
                new ReplaceOneModel<>(
                    Filters.and(Filters.eq(entry.id()), Filters.eq("packageId", entry.packageId())),
                    entry))
            .toList();
    return mongoCollection().bulkWrite(moves).replaceWithVoid();
  }

  /** Makes children with generated codes and puts them in. */
  Uni<Void> makeChildren(CodeOwner owner, int firstOrdinal, int count, CodePlan plan) {
    if (count == 0) {
      return Uni.createFrom().voidItem();
    }
    return Uni.combine()
        .all()
        .unis(
            mint.packageCodes(count),
            mint.aliases(owner.companyId(), plan.prefix(), plan.length(), count))
        .with((codes, aliases) -> children(owner, firstOrdinal, codes, aliases))
        .chain(this::put)
        .chain(refused -> replace(owner, refused, plan, REPLACEMENT_ROUNDS));
  }

  // A generated code may have been given to somebody before: those children get the next ones.
  private Uni<Void> replace(
      CodeOwner owner, List<IssuedCode> refused, CodePlan plan, int roundsLeft) {
    if (refused.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    if (roundsLeft == 0) {
      return Uni.createFrom()
          .failure(new IllegalStateException("generated codes keep being in use"));
    }
    return mint.aliases(owner.companyId(), plan.prefix(), plan.length(), refused.size())
        .map(aliases -> {
          List<IssuedCode> next = new ArrayList<>();
          for (int i = 0; i < refused.size(); i++) {
            IssuedCode old = refused.get(i);
            next.add(owner.entry(old.ordinal(), true, old.code(), aliases.get(i)));
          }
          return next;
        })
        .chain(this::put)
        .chain(again -> replace(owner, again, plan, roundsLeft - 1));
  }

  /** Inserts entries and gives back those that were refused since their code is in use. */
  private Uni<List<IssuedCode>> put(List<IssuedCode> entries) {
    if (entries.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return mongoCollection()
        .insertMany(entries, UNORDERED)
        .map(done -> List.<IssuedCode>of())
        .onFailure(failure -> StoreErrors.duplicates(failure).isPresent())
        .recoverWithItem(failure -> {
          Set<Integer> places = new TreeSet<>(StoreErrors.duplicates(failure).orElseThrow());
          return places.stream().map(entries::get).toList();
        });
  }

  /** Takes a package's entries out whose ordinal isn't in {@code [first, next)}. */
  Uni<Void> removeOutside(String packageId, ChildCodes codes) {
    return mongoCollection()
        .deleteMany(
            Filters.and(
                Filters.eq("packageId", packageId),
                Filters.or(
                    Filters.lt("ordinal", codes.first()), Filters.gte("ordinal", codes.next()))))
        .replaceWithVoid();
  }

  /** Takes all of a package's entries out: its codes are free again. */
  Uni<Void> removeAll(String packageId) {
    return mongoCollection().deleteMany(Filters.eq("packageId", packageId)).replaceWithVoid();
  }

  private static List<IssuedCode> children(
      CodeOwner owner, int firstOrdinal, List<String> codes, List<String> aliases) {
    List<IssuedCode> children = new ArrayList<>(aliases.size());
    for (int i = 0; i < aliases.size(); i++) {
      children.add(owner.entry(firstOrdinal + i, true, codes.get(i), aliases.get(i)));
    }
    return children;
  }

  /** The package that codes are put in for. */
  record CodeOwner(String companyId, String packageId, String packageCode) {

    IssuedCode entry(int ordinal, boolean child, String code, String alias) {
      return new IssuedCode(
          IssuedCode.idOf(companyId, alias), packageId, ordinal, child, code, alias, null);
    }
  }
}
