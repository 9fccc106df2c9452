package dev.quanbao.process;

import org.jspecify.annotations.Nullable;

/**
 * A claim that a client wants to make.
 *
 * @param userId for whom
 * @param by the field that names the package or the child
 * @param name its value
 * @param key the Idempotency-Key under which it is repeated; null: a repetition is a new request
 */
record Wish(String userId, String by, String name, @Nullable String key) {

  static Wish ofPackage(String userId, String packageId) {
    return new Wish(userId, "TicketPackageId", packageId, null);
  }

  static Wish ofAlias(String userId, String aliasCode) {
    return new Wish(userId, "TicketPackageAliasCode", aliasCode, null);
  }

  Wish under(String newKey) {
    return new Wish(userId, by, name, newKey);
  }
}
