package dev.quanbao.giftpackage.codes;

import dev.quanbao.giftpackage.model.CodeOwner;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.giftpackage.model.rule.DesignRules;
import dev.quanbao.giftpackage.store.AliasCodeRepository;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.job.model.LineBatch.Line;
import dev.quanbao.job.model.LineBatch.Refusal;
import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Children whose alias codes were handed in, a batch of lines at a time.
 *
 * <p>The batch's children get the ordinals from its base on without gaps, also when the batch is
 * repeated after a crash: all entries from the base on are this batch's. An instance that finds
 * that the package has grown beyond the base was overtaken, and removes nothing.
 */
@ApplicationScoped
class GivenChildren {

  private static final int ROUNDS = 20;

  private final GiftPackageRepository packages;
  private final AliasCodeRepository aliasCodes;
  private final CodeMint mint;

  GivenChildren(GiftPackageRepository packages, AliasCodeRepository aliasCodes, CodeMint mint) {
    this.packages = packages;
    this.aliasCodes = aliasCodes;
    this.mint = mint;
  }

  /** A batch on its way: what is wanted, by the code's id, and what was refused. */
  private record Batch(
      GiftPackage parent, int base, Map<String, Line> wanted, List<Refusal> refused) {

    CodeOwner owner() {
      return CodeOwner.of(parent);
    }

    void refuse(Line line, ErrorCode reason, String... args) {
      refused.add(new Refusal(line.place(), reason.name(), List.of(args)));
    }
  }

  Uni<List<Refusal>> make(GiftPackage parent, int base, List<Line> lines) {
    var batch = new Batch(parent, base, new LinkedHashMap<>(), new ArrayList<>());
    for (Line line : lines) {
      String id = IssuedCode.idOf(parent.companyId(), line.value());
      if (!DesignRules.isAlias(line.value())) {
        batch.refuse(line, ErrorCode.CODE_INVALID);
      } else if (batch.wanted().putIfAbsent(id, line) != null) {
        batch.refuse(line, ErrorCode.CODE_IN_USE, line.value());
      }
    }
    return aliasCodes
        .findIssued(batch.wanted().keySet())
        .invoke(known -> refuseUsed(batch, known))
        .invoke(() -> refuseBeyondLimit(batch))
        .chain(() -> insertMissing(batch, ROUNDS))
        .replaceWith(batch.refused())
        .map(refused -> refused.stream().sorted(Comparator.comparingInt(Refusal::place)).toList());
  }

  private static void refuseUsed(Batch batch, List<IssuedCode> known) {
    for (IssuedCode code : known) {
      if (!isOfBatch(batch, code)) {
        batch.refuse(take(batch.wanted(), code.id()), ErrorCode.CODE_IN_USE, code.alias());
      }
    }
  }

  private static boolean isOfBatch(Batch batch, IssuedCode code) {
    return code.packageId().equals(batch.parent().id()) && code.ordinal() >= batch.base();
  }

  private static void refuseBeyondLimit(Batch batch) {
    int made = batch.base() - batch.parent().codes().first();
    int room = Math.max(0, batch.parent().design().rule().totalLimit() - made);
    Iterator<Line> beyond = batch.wanted().values().stream().skip(room).toList().iterator();
    while (beyond.hasNext()) {
      Line line = beyond.next();
      batch.wanted().remove(IssuedCode.idOf(batch.parent().companyId(), line.value()));
      batch.refuse(line, ErrorCode.SOLD_OUT);
    }
  }

  private Uni<Void> insertMissing(Batch batch, int roundsLeft) {
    if (roundsLeft == 0) {
      return Uni.createFrom()
          .failure(new IllegalStateException("another instance keeps adding to the same children"));
    }
    return aliasCodes
        .findFrom(batch.parent().id(), batch.base())
        .chain(there -> {
          Map<String, IssuedCode> own = new HashMap<>();
          List<IssuedCode> strays = new ArrayList<>();
          for (IssuedCode code : there) {
            if (batch.wanted().containsKey(code.id())) {
              own.put(code.id(), code);
            } else {
              strays.add(code);
            }
          }
          List<Line> missing =
              batch.wanted().entrySet().stream()
                  .filter(entry -> !own.containsKey(entry.getKey()))
                  .map(Map.Entry::getValue)
                  .toList();
          return removeStrays(batch, strays)
              .chain(() ->
                  missing.isEmpty()
                      ? closeGaps(batch, own)
                      : insert(batch, own, missing, roundsLeft));
        });
  }

  // If another instance took the job over and is ahead by now, they are the next batch's.
  private Uni<Void> removeStrays(Batch batch, List<IssuedCode> strays) {
    return strays.isEmpty()
        ? Uni.createFrom().voidItem()
        : packages
            .findById(batch.parent().id())
            .chain(now ->
                now != null && now.codes().next() == batch.base()
                    ? aliasCodes.remove(strays)
                    : Uni.createFrom()
                        .failure(RequestRefusedException.because(ErrorCode.CONTENTION)));
  }

  private Uni<Void> insert(
      Batch batch, Map<String, IssuedCode> own, List<Line> missing, int roundsLeft) {
    List<Integer> free = freeOrdinals(batch, own, missing.size());
    return mint.numberedPackageCodes(missing.size())
        .map(codes ->
            IntStream.range(0, missing.size())
                .mapToObj(
                    i -> batch.owner().child(free.get(i), codes.get(i), missing.get(i).value()))
                .toList())
        .chain(aliasCodes::insert)
        .chain(refused ->
            refused.isEmpty()
                ? Uni.createFrom().voidItem()
                : lookAgain(batch, refused, roundsLeft));
  }

  // Another package uses the code by now, or the child or its ordinal exists already: an insert
  // whose sender died, or lost the connection, may still take effect.
  private Uni<Void> lookAgain(Batch batch, List<IssuedCode> refused, int roundsLeft) {
    return aliasCodes
        .findIssued(refused.stream().map(IssuedCode::id).toList())
        .invoke(known -> refuseUsed(batch, known))
        .chain(() -> insertMissing(batch, roundsLeft - 1));
  }

  private Uni<Void> closeGaps(Batch batch, Map<String, IssuedCode> own) {
    int end = batch.base() + own.size();
    List<IssuedCode> beyond = own.values().stream().filter(code -> code.ordinal() >= end).toList();
    if (beyond.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Integer> gaps = freeOrdinals(batch, own, beyond.size());
    return aliasCodes.move(beyond, gaps);
  }

  private static List<Integer> freeOrdinals(Batch batch, Map<String, IssuedCode> own, int count) {
    Set<Integer> taken =
        own.values().stream()
            .map(IssuedCode::ordinal)
            .collect(Collectors.toCollection(HashSet::new));
    return IntStream.iterate(batch.base(), ordinal -> ordinal + 1)
        .filter(ordinal -> !taken.contains(ordinal))
        .limit(count)
        .boxed()
        .toList();
  }

  private static Line take(Map<String, Line> wanted, String id) {
    Line line = wanted.remove(id);
    if (line == null) {
      throw new IllegalStateException("a code was found that was not asked for");
    }
    return line;
  }
}
