package dev.quanbao.giftpackage.model.rule;

import dev.quanbao.giftpackage.model.CodePlan;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.Design;
import dev.quanbao.giftpackage.model.UseRule;
import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.ticket.model.Discount;
import dev.quanbao.ticket.model.DiscountType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What must hold between the fields of a design, whether they come in one request or a change is
 * merged into what is stored.
 *
 * <p>Each rule names the field at fault and leaves alone what isn't there: absence is reported
 * elsewhere.
 */
public final class DesignRules {

  /** The most tickets one claim may issue: it bounds what a claim writes. */
  public static final int MAX_TICKETS_PER_CLAIM = 1_000;

  /** The most children that are made while the request waits; a job makes more. */
  public static final int MAX_CHILDREN_AT_ONCE = 1_000;

  private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9-]{4,32}");
  private static final Pattern LIKE_A_PACKAGE_CODE = Pattern.compile("[0-9]{10,}");

  private DesignRules() {}

  /** An end doesn't come before its start. */
  public static <T extends Comparable<? super T>> void window(
      String endPath, @Nullable T start, @Nullable T end, Consumer<Violation> violations) {
    if (start != null && end != null && end.compareTo(start) < 0) {
      violations.accept(Violation.invalid(endPath, "violation.endBeforeStart"));
    }
  }

  /** Every ticket ends: by a date, by days after the claim, or by the earlier of both. */
  public static void ends(
      String path,
      @Nullable Object end,
      @Nullable Integer delayDays,
      Consumer<Violation> violations) {
    if (end == null && delayDays == null) {
      violations.accept(Violation.invalid(path, "violation.useEndOrDelay"));
    }
  }

  /** An amount fits its type. */
  public static void amount(
      String path,
      @Nullable Integer type,
      @Nullable BigDecimal amount,
      Consumer<Violation> violations) {
    if (type != null && (type == 1 || type == 2) && amount != null) {
      Discount.violationOf(DiscountType.of(type), amount)
          .ifPresent(message -> violations.accept(Violation.invalid(path, message)));
    }
  }

  /** One claim doesn't issue more tickets than it may write. */
  public static void ticketsPerClaim(long count, Consumer<Violation> violations) {
    if (count > MAX_TICKETS_PER_CLAIM) {
      violations.accept(
          Violation.invalid(
              PackageProperty.TICKETS.path(),
              "violation.ticketsPerClaim",
              MAX_TICKETS_PER_CLAIM,
              count));
    }
  }

  /** An alias code has the form that can't be taken for a package code. */
  public static void alias(String path, @Nullable String alias, Consumer<Violation> violations) {
    if (alias != null && !isAlias(alias)) {
      violations.accept(Violation.invalid(path, "violation.aliasForm"));
    }
  }

  /** Given alias codes each have the right form, and no two differ only in case. */
  public static void aliases(
      String path, List<@Nullable String> aliases, Consumer<Violation> violations) {
    for (int i = 0; i < aliases.size(); i++) {
      alias(path + "[" + i + "]", aliases.get(i), violations);
    }
    differ(path, aliases, violations);
  }

  /** No two codes are equal or differ only in case. */
  public static void differ(
      String path, List<@Nullable String> codes, Consumer<Violation> violations) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < codes.size(); i++) {
      String code = codes.get(i);
      if (code != null && !seen.add(code.toUpperCase(Locale.ROOT))) {
        violations.accept(Violation.invalid(path + "[" + i + "]", "violation.repeated", code));
      }
    }
  }

  /** Whether a text has the form of an alias code. */
  public static boolean isAlias(String alias) {
    return ALIAS.matcher(alias).matches() && !LIKE_A_PACKAGE_CODE.matcher(alias).matches();
  }

  /** What must hold of a whole design, in the order of its fields. */
  public static List<Violation> violationsOf(Design design, int givenCodes) {
    List<Violation> violations = new ArrayList<>();
    window(
        PackageProperty.RECEIVE_END.path(),
        design.rule().start(),
        design.rule().end(),
        violations::add);
    for (int i = 0; i < design.tickets().size(); i++) {
      UseRule rule = design.tickets().get(i).rule();
      String path = PackageProperty.TICKET_USE_END.path(i);
      DesignRules.<Instant>window(path, rule.start(), rule.end(), violations::add);
    }
    codes(design.codes(), design.rule().totalLimit(), givenCodes, violations::add);
    return violations;
  }

  /** As many codes as the total limit asks for exist, and no more are given. */
  public static void codes(
      CodePlan plan, int totalLimit, int given, Consumer<Violation> violations) {
    if (plan.type() == CodeType.SHARED) {
      if (plan.shared() == null) {
        room(plan, 1, violations);
      }
      return;
    }
    if (plan.source() == CodePlan.Source.GIVEN) {
      if (given > totalLimit) {
        violations.accept(
            Violation.invalid(
                PackageProperty.GIVEN_CODES.path(), "violation.moreThanLimit", given, totalLimit));
      }
      return;
    }
    room(plan, totalLimit, violations);
  }

  private static void room(CodePlan plan, int wanted, Consumer<Violation> violations) {
    long capacity = capacityOf(plan.prefix(), plan.length());
    if (capacity < wanted) {
      violations.accept(
          Violation.invalid(
              PackageProperty.CODE_LENGTH.path(), "violation.codesRunOut", capacity, 0, wanted));
    }
  }

  // Codes need room for their check character beside the prefix; without it there is none at all.
  private static long capacityOf(String prefix, int length) {
    return prefix.length() > length - 2 ? 0 : CodeMint.aliasCapacity(prefix, length);
  }
}
