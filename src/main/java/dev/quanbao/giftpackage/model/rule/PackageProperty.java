package dev.quanbao.giftpackage.model.rule;

/**
 * A property of a package, as rules and refusals name it.
 *
 * <p>No surface shows these names: each has names of its own for them.
 */
public enum PackageProperty {
  NAME("name"),
  ALIAS("alias"),
  CODE_TYPE("codes.type"),
  CODE_SOURCE("codes.source"),
  CODE_PREFIX("codes.prefix"),
  CODE_LENGTH("codes.length"),
  SHARED_CODE("codes.shared"),
  GIVEN_CODES("codes.given"),
  CHANNELS("channels"),
  URL("url"),
  REMARK("remark"),
  STACKABLE("stackable"),
  RECEIVE_START("rule.start"),
  RECEIVE_END("rule.end"),
  TOTAL_LIMIT("rule.totalLimit"),
  PERSONAL_LIMIT("rule.personalLimit"),
  CLAIM_CHANNELS("rule.channels"),
  TICKETS("tickets"),
  TICKET_USE_END("tickets[].rule.end"),
  USE_STATUS("standing.useStatus"),
  EXAMINER("standing.examinerId"),
  CREATOR("creatorId");

  private final String path;

  PackageProperty(String path) {
    this.path = path;
  }

  /** Where the property stands in a package; {@code []} stands for the place of an element. */
  public String path() {
    return path;
  }

  /** Where the property of an element of a list stands. */
  public String path(int place) {
    return path.replace("[]", "[" + place + "]");
  }
}
