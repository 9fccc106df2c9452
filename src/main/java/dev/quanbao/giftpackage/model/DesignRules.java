package dev.quanbao.giftpackage.model;

import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.error.Fault;
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
      String endPath, @Nullable T start, @Nullable T end, Consumer<Fault> faults) {
    if (start != null && end != null && end.compareTo(start) < 0) {
      faults.accept(Fault.invalid(endPath, "fault.endBeforeStart"));
    }
  }

  /** Every ticket ends: by a date, by days after the claim, or by the earlier of both. */
  public static void ends(
      String path, @Nullable Object end, @Nullable Integer delayDays, Consumer<Fault> faults) {
    if (end == null && delayDays == null) {
      faults.accept(Fault.invalid(path, "fault.useEndOrDelay"));
    }
  }

  /** An amount fits its type. */
  public static void amount(
      String path, @Nullable Integer type, @Nullable BigDecimal amount, Consumer<Fault> faults) {
    if (type != null && (type == 1 || type == 2) && amount != null) {
      Discount.faultOf(DiscountType.of(type), amount)
          .ifPresent(message -> faults.accept(Fault.invalid(path, message)));
    }
  }

  /** One claim doesn't issue more tickets than it may write. */
  public static void ticketsPerClaim(long count, Consumer<Fault> faults) {
    if (count > MAX_TICKETS_PER_CLAIM) {
      faults.accept(
          Fault.invalid("tickets", "fault.ticketsPerClaim", MAX_TICKETS_PER_CLAIM, count));
    }
  }

  /** An alias code has the form that can't be taken for a package code. */
  public static void alias(String path, @Nullable String alias, Consumer<Fault> faults) {
    if (alias != null && !isAlias(alias)) {
      faults.accept(Fault.invalid(path, "fault.aliasForm"));
    }
  }

  /** Given alias codes each have the right form and differ whatever their case. */
  public static void aliases(String path, List<@Nullable String> aliases, Consumer<Fault> faults) {
    for (int i = 0; i < aliases.size(); i++) {
      alias(path + "[" + i + "]", aliases.get(i), faults);
    }
    differ(path, aliases, faults);
  }

  /** Codes differ whatever their case. */
  public static void differ(String path, List<@Nullable String> codes, Consumer<Fault> faults) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < codes.size(); i++) {
      String code = codes.get(i);
      if (code != null && !seen.add(code.toUpperCase(Locale.ROOT))) {
        faults.accept(Fault.invalid(path + "[" + i + "]", "fault.repeated", code));
      }
    }
  }

  /** Whether a text has the form of an alias code. */
  public static boolean isAlias(String alias) {
    return ALIAS.matcher(alias).matches() && !LIKE_A_PACKAGE_CODE.matcher(alias).matches();
  }

  /** What must hold of a whole design, in the order of its fields. */
  public static List<Fault> faultsOf(Design design, int givenCodes) {
    List<Fault> faults = new ArrayList<>();
    window(
        "ticketPackageRule.receiveEndTime",
        design.rule().start(),
        design.rule().end(),
        faults::add);
    for (int i = 0; i < design.tickets().size(); i++) {
      UseRule rule = design.tickets().get(i).rule();
      String path = "tickets[" + i + "].ticketRule";
      DesignRules.<Instant>window(path + ".useEndTime", rule.start(), rule.end(), faults::add);
    }
    codes(design.codes(), design.rule().totalLimit(), givenCodes, faults::add);
    return faults;
  }

  /** As many codes as the total limit asks for exist, and no more are given. */
  public static void codes(CodePlan plan, int totalLimit, int given, Consumer<Fault> faults) {
    if (plan.type() == CodeType.SHARED) {
      if (plan.shared() == null) {
        room(plan, 1, faults);
      }
      return;
    }
    if (plan.source() == CodePlan.Source.GIVEN) {
      if (given > totalLimit) {
        faults.accept(
            Fault.invalid("ticketPackageAliasCodes", "fault.moreThanLimit", given, totalLimit));
      }
      return;
    }
    room(plan, totalLimit, faults);
  }

  private static void room(CodePlan plan, int wanted, Consumer<Fault> faults) {
    long capacity = capacityOf(plan.prefix(), plan.length());
    if (capacity < wanted) {
      faults.accept(Fault.invalid("aliasCodeLength", "fault.codesRunOut", capacity, 0, wanted));
    }
  }

  // Codes need room for their check character beside the prefix; without it there is none at all.
  private static long capacityOf(String prefix, int length) {
    return prefix.length() > length - 2 ? 0 : CodeMint.aliasCapacity(prefix, length);
  }
}
