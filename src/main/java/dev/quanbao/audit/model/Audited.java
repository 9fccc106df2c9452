package dev.quanbao.audit.model;

import java.util.List;

/**
 * A document that carries the audit entries of its changes until they stand in the audit trail.
 *
 * <p>A change and its entry are one write, so that neither exists without the other.
 */
public interface Audited {

  /** The document's id, and the subject of its trail. */
  String id();

  /** The entries that are not filed yet, the oldest first. */
  List<AuditEntry> unfiled();
}
