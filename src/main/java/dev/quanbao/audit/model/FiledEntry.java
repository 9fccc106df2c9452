package dev.quanbao.audit.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * An audit entry in the trail of its subject.
 *
 * <p>Places have no gaps within a subject. The fields of the hashes that will chain the entries
 * exist already, so that no stored entry has to change its shape for them.
 *
 * @param id subject and entry: filing twice is filing once
 * @param subjectId the package or ticket that changed
 * @param seq place in the subject's trail, from 1
 * @param entry what happened
 * @param previousHash hash of the entry before; null until the chain is kept
 * @param hash hash of this entry and the one before; null until the chain is kept
 */
@RegisterForReflection
public record FiledEntry(
    String id,
    String subjectId,
    long seq,
    AuditEntry entry,
    @Nullable String previousHash,
    @Nullable String hash) {

  public static String idOf(String subjectId, AuditEntry entry) {
    return subjectId + "/" + entry.id();
  }

  public static FiledEntry after(@Nullable FiledEntry last, String subjectId, AuditEntry entry) {
    long seq = last == null ? 1 : last.seq() + 1;
    return new FiledEntry(idOf(subjectId, entry), subjectId, seq, entry, null, null);
  }
}
