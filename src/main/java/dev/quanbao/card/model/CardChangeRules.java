package dev.quanbao.card.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What a template keeps once it is made, since WeChat allows no change of it: some fields never
 * change, and dates can only be widened.
 */
public final class CardChangeRules {

  /** A field that would change and must not. */
  public record Fixed(String path, String message, String from, String to) {}

  private static final String INFO = "ticketInfo.";
  private static final String BASE = INFO + "base_info.";

  private final CardForm stored;
  private final CardForm wanted;
  private final List<Fixed> found = new ArrayList<>();

  private CardChangeRules(CardForm stored, CardForm wanted) {
    this.stored = stored;
    this.wanted = wanted;
  }

  /** Everything that would change and must not, in the order of the fields. */
  public static List<Fixed> violations(CardForm stored, CardForm wanted) {
    var rules = new CardChangeRules(stored, wanted);
    rules.fields();
    rules.dates();
    return List.copyOf(rules.found);
  }

  private void fields() {
    same("ticketType", stored.type().wireName(), wanted.type().wireName());
    own("discount");
    own("least_cost");
    own("reduce_cost");
    base("brand_name", "");
    base("use_custom_code", false);
    base("get_custom_code_mode", "");
    base("bind_openid", false);
    same(BASE + "date_info.type", DateInfo.typeOf(stored.info()), DateInfo.typeOf(wanted.info()));
  }

  private void dates() {
    widens("beginAt", stored.beginAt(), wanted.beginAt(), Instant::isAfter);
    widens("endAt", stored.endAt(), wanted.endAt(), Instant::isBefore);
    if (says("begin_timestamp")) {
      widens(
          BASE + "date_info.begin_timestamp",
          stored.usableFrom(),
          wanted.usableFrom(),
          Instant::isAfter);
    }
    if (says("end_timestamp")) {
      widens(
          BASE + "date_info.end_timestamp",
          stored.usableTo(),
          wanted.usableTo(),
          Instant::isBefore);
    }
  }

  // Where neither does, the template's own days have said it already.
  private boolean says(String name) {
    return DateInfo.second(stored.info(), name) != null
        || DateInfo.second(wanted.info(), name) != null;
  }

  private void own(String name) {
    same(
        INFO + name,
        or(stored.info().fields().get(name), ""),
        or(wanted.info().fields().get(name), ""));
  }

  private void base(String name, Object unlessSaid) {
    same(
        BASE + name,
        or(stored.info().base(name), unlessSaid),
        or(wanted.info().base(name), unlessSaid));
  }

  private void same(String path, Object from, Object to) {
    if (!from.equals(to)) {
      found.add(new Fixed(path, "violation.fixed", from.toString(), to.toString()));
    }
  }

  private void widens(
      String path, Instant from, Instant to, BiPredicate<Instant, Instant> narrows) {
    if (narrows.test(to, from)) {
      found.add(new Fixed(path, "violation.widenOnly", from.toString(), to.toString()));
    }
  }

  private static Object or(@Nullable Object said, Object unlessSaid) {
    return Objects.requireNonNullElse(said, unlessSaid);
  }
}
