package dev.quanbao.directory.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A conversation (会话) between a user and a company's OP; chat ids are unique in the installation.
 *
 * @param id the chat's id
 * @param companyId the company of the OP
 * @param userId the user; null: not known
 * @param opId the OP; null: not known
 * @param revision how often it was changed; null: never
 */
@RegisterForReflection
public record Chat(
    String id,
    String companyId,
    @Nullable String userId,
    @Nullable String opId,
    @Nullable Long revision) {

  /** A chat that was never changed. */
  public Chat(String id, String companyId, @Nullable String userId, @Nullable String opId) {
    this(id, companyId, userId, opId, null);
  }

  /** How often it was changed. */
  public long revisionOrZero() {
    return revision == null ? 0 : revision;
  }
}
