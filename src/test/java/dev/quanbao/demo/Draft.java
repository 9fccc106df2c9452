package dev.quanbao.demo;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to create a package (2.1), right as it is: one alias code for everybody, ten copies,
 * two for a person, claimable today, with two tickets of one kind and one of another.
 */
public final class Draft {

  private static final ZoneId BUSINESS = ZoneId.of("Asia/Shanghai");

  private final Map<String, Object> fields;

  private Draft(Map<String, Object> fields) {
    this.fields = fields;
  }

  /** A package whose copies share one alias code. */
  public static Draft shared() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("TicketPackageName", "礼包" + UUID.randomUUID());
    fields.put("TicketPackageAliasCodeType", 2);
    fields.put("TicketPackageAlias", "新人");
    fields.put("UseChannels", List.of());
    fields.put("CreateUserId", BackOffice.CREATOR);
    fields.put("CreateCompanyId", BackOffice.COMPANY);
    fields.put("URL", "http://example.com/a");
    fields.put("Remark", "备注");
    fields.put(
        "TicketPackageRule",
        object(
            "ReceiveStartTime", day(-10),
            "ReceiveEndTime", day(30),
            "TotalCountLimit", 10,
            "PersonalCountLimit", 2,
            "UseChannels", List.of()));
    fields.put("Tickets", new ArrayList<>(List.of(amountOff(), fold())));
    return new Draft(fields);
  }

  /** A package whose copies have alias codes of their own. */
  public static Draft unique() {
    return shared().with("TicketPackageAliasCodeType", 1);
  }

  /** A day so many days from today, as requests give it. */
  public static String day(int fromToday) {
    return LocalDate.now(BUSINESS).plusDays(fromToday).toString();
  }

  /** A code that no other test uses. */
  public static String freshCode() {
    return "T-" + UUID.randomUUID().toString().substring(0, 23).toUpperCase(Locale.ROOT);
  }

  /** 5 yuan off an order above 10, taxi only, two of them. */
  public static Map<String, Object> amountOff() {
    return object(
        "TicketName",
        "五元券",
        "TicketType",
        1,
        "UseChannels",
        List.of("七煌"),
        "Count",
        2,
        "TicketAmount",
        500,
        "TicketRule",
        object(
            "UseStartTime", day(-10),
            "UseEndTime", day(60),
            "ProductKinds", List.of("打车"),
            "OrderAmount", 1000,
            "DelayDay", 10));
  }

  /** 85 % is paid, for anything and anywhere. */
  public static Map<String, Object> fold() {
    return object(
        "TicketName",
        "八五折券",
        "TicketType",
        2,
        "UseChannels",
        List.of(),
        "Count",
        1,
        "TicketAmount",
        8.5,
        "TicketRule",
        object("UseEndTime", day(60), "ProductKinds", List.of(), "MaxAmount", 1000));
  }

  public Map<String, Object> fields() {
    return fields;
  }

  public String name() {
    return String.valueOf(fields.get("TicketPackageName"));
  }

  /** Sets a field, as in {@code Tickets.0.TicketRule.DelayDay}. */
  public Draft with(String path, @Nullable Object value) {
    put(List.of(path.split("\\.")), value);
    return this;
  }

  /** Leaves a field out. */
  public Draft without(String path) {
    List<String> steps = List.of(path.split("\\."));
    asObject(parent(steps)).remove(steps.getLast());
    return this;
  }

  public Draft limits(int total, int personal) {
    return with("TicketPackageRule.TotalCountLimit", total)
        .with("TicketPackageRule.PersonalCountLimit", personal);
  }

  public Draft window(String firstDay, String lastDay) {
    return with("TicketPackageRule.ReceiveStartTime", firstDay)
        .with("TicketPackageRule.ReceiveEndTime", lastDay);
  }

  private void put(List<String> steps, @Nullable Object value) {
    Object parent = parent(steps);
    if (parent instanceof List<?>) {
      asList(parent).set(Integer.parseInt(steps.getLast()), value);
    } else {
      asObject(parent).put(steps.getLast(), value);
    }
  }

  private Object parent(List<String> steps) {
    Object at = fields;
    for (String step : steps.subList(0, steps.size() - 1)) {
      at = at instanceof List<?> list ? list.get(Integer.parseInt(step)) : asObject(at).get(step);
    }
    return at;
  }

  /** An object with names and values in turn, which can be changed. */
  public static Map<String, Object> object(@Nullable Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return object;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asObject(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> asList(Object value) {
    return (List<Object>) value;
  }
}
