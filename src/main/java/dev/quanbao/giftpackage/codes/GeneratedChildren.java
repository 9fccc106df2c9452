package dev.quanbao.giftpackage.codes;

import dev.quanbao.giftpackage.model.CodeOwner;
import dev.quanbao.giftpackage.model.CodePlan;
import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.giftpackage.store.AliasCodeRepository;
import dev.quanbao.platform.code.AliasSeries;
import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.code.NumberedCode;
import dev.quanbao.platform.flow.Retry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Children whose codes are made from numbers that were reserved for them.
 *
 * <p>The child at an ordinal always has the same codes, so that making a range twice makes it once.
 */
@ApplicationScoped
public class GeneratedChildren {

  private static final int REPLACEMENT_ROUNDS = 10;

  private final AliasCodeRepository aliasCodes;
  private final CodeMint mint;

  public GeneratedChildren(AliasCodeRepository aliasCodes, CodeMint mint) {
    this.aliasCodes = aliasCodes;
    this.mint = mint;
  }

  /**
   * Children that may be made.
   *
   * @param series of their alias codes
   * @param firstOrdinal of the first of them
   * @param count how many
   * @param firstCode number of the first one's package code
   * @param firstAlias number of the first one's alias code
   */
  public record Reserved(
      AliasSeries series, int firstOrdinal, int count, long firstCode, long firstAlias) {

    int end() {
      return firstOrdinal + count;
    }

    Map<String, String> toOrder() {
      return Map.of(
          "companyId", series.companyId(),
          "prefix", series.prefix(),
          "length", String.valueOf(series.length()),
          "firstOrdinal", String.valueOf(firstOrdinal),
          "count", String.valueOf(count),
          "firstCode", String.valueOf(firstCode),
          "firstAlias", String.valueOf(firstAlias));
    }

    static Reserved of(Map<String, String> order) {
      var series =
          new AliasSeries(
              text(order, "companyId"), text(order, "prefix"), (int) number(order, "length"));
      return new Reserved(
          series,
          (int) number(order, "firstOrdinal"),
          (int) number(order, "count"),
          number(order, "firstCode"),
          number(order, "firstAlias"));
    }

    private static long number(Map<String, String> order, String name) {
      return Long.parseLong(text(order, name));
    }

    private static String text(Map<String, String> order, String name) {
      return Objects.requireNonNull(order.get(name), name);
    }
  }

  /** Reserves the numbers of children; refused, with the arithmetic, when there aren't as many. */
  public Uni<Reserved> reserve(String companyId, CodePlan plan, int firstOrdinal, int count) {
    var series = plan.series(companyId);
    return mint.aliasNumbers(series, count)
        .chain(alias ->
            mint.packageNumbers(count)
                .map(code -> new Reserved(series, firstOrdinal, count, code, alias)));
  }

  /** Makes the children with ordinals in {@code [from, to)} unless they are there. */
  public Uni<Void> make(CodeOwner owner, Reserved reserved, int from, int to) {
    return put(owner, reserved, children(owner, reserved, from, to));
  }

  /**
   * As {@link #make}, for a range most of which may exist: a store is slow to refuse thousands of
   * duplicates, and quick to say which exist.
   */
  Uni<Void> makeMissing(CodeOwner owner, Reserved reserved, int from, int to) {
    return aliasCodes
        .findOrdinals(owner.packageId(), from, to)
        .map(present ->
            children(owner, reserved, from, to).stream()
                .filter(child -> !present.contains(child.ordinal()))
                .toList())
        .chain(missing -> put(owner, reserved, missing));
  }

  private List<IssuedCode> children(CodeOwner owner, Reserved reserved, int from, int to) {
    int skipped = from - reserved.firstOrdinal();
    List<NumberedCode> codes = mint.numberedPackageCodes(reserved.firstCode() + skipped, to - from);
    List<String> aliases =
        mint.aliases(reserved.series(), reserved.firstAlias() + skipped, to - from);
    return owner.children(from, codes, aliases);
  }

  private Uni<Void> put(CodeOwner owner, Reserved reserved, List<IssuedCode> children) {
    return aliasCodes
        .insert(children)
        .chain(refused ->
            Retry.upTo(
                REPLACEMENT_ROUNDS,
                refused,
                List::isEmpty,
                some -> replace(owner, reserved.series(), some)))
        .invoke(refused -> {
          if (!refused.isEmpty()) {
            throw new IllegalStateException("generated codes keep being in use");
          }
        })
        .replaceWithVoid();
  }

  // Either the child was made before, or its code is in use: then it gets another.
  private Uni<List<IssuedCode>> replace(
      CodeOwner owner, AliasSeries series, List<IssuedCode> refused) {
    Set<Integer> ordinals = refused.stream().map(IssuedCode::ordinal).collect(Collectors.toSet());
    return aliasCodes
        .findOrdinals(owner.packageId(), ordinals)
        .map(present -> refused.stream().filter(e -> !present.contains(e.ordinal())).toList())
        .chain(missing ->
            missing.isEmpty()
                ? Uni.createFrom().item(missing)
                : mint.aliases(series, missing.size())
                    .chain(aliases ->
                        aliasCodes.insert(renamed(owner.companyId(), missing, aliases))));
  }

  private static List<IssuedCode> renamed(
      String companyId, List<IssuedCode> missing, List<String> aliases) {
    List<IssuedCode> renamed = new ArrayList<>(missing.size());
    for (int i = 0; i < missing.size(); i++) {
      renamed.add(missing.get(i).renamed(companyId, aliases.get(i)));
    }
    return renamed;
  }
}
