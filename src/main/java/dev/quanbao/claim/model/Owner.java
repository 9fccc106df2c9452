package dev.quanbao.claim.model;

import org.jspecify.annotations.Nullable;

/** The owner of a copy: a user, an OP who passes it on, or the recipient it is set aside for. */
public sealed interface Owner {

  /** An owner who holds the tickets of the copy. */
  sealed interface TicketHolder extends Owner {
    String id();
  }

  /** 用户 */
  record User(String id) implements TicketHolder {}

  /** OP: a member of the company's staff. */
  record Staff(String id) implements TicketHolder {}

  /**
   * The person a message with a code goes to; holds no tickets.
   *
   * @param key identifies the recipient: printable, without spaces
   * @param userId the only user who may claim the copy; null: any user who brings its code may
   */
  record Recipient(String key, @Nullable String userId) implements Owner {}
}
