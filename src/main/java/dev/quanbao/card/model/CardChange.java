package dev.quanbao.card.model;

import dev.quanbao.audit.model.AuditEntry;

/** What a merchant changes of a stored template, and how the audit trail tells it. */
public sealed interface CardChange {

  AuditEntry audit();

  /**
   * All that the merchant says of the template is replaced.
   *
   * @param sync whether WeChat is to get it; if not, the state of synchronisation stays
   */
  record Replacement(CardForm form, boolean sync, AuditEntry audit) implements CardChange {}

  /**
   * The template is deleted.
   *
   * @param sync the state of synchronisation from then on
   */
  record Deletion(SyncState sync, AuditEntry audit) implements CardChange {}
}
