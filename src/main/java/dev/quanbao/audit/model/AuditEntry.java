package dev.quanbao.audit.model;

import dev.quanbao.platform.id.Ids;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change of state: who, when, from, to and why.
 *
 * <p>It is written in the very update that makes the change, into the changed document, and filed
 * into the trail afterwards: a change without its entry can't exist.
 *
 * @param id unique; filing an entry twice leaves one
 * @param at when, by the business clock
 * @param actor the person's id as the request gave it, or the client's
 * @param action what was done, as in {@code sendStatus}
 * @param from state before; null for something new
 * @param to state after
 * @param reason why, in the actor's words; null for none
 * @param requestId trace id of the request
 */
public record AuditEntry(
    String id,
    Instant at,
    String actor,
    String action,
    @Nullable String from,
    @Nullable String to,
    @Nullable String reason,
    String requestId) {

  /** A new entry. */
  public static AuditEntry of(
      Instant at,
      String actor,
      String action,
      @Nullable String from,
      @Nullable String to,
      @Nullable String reason,
      String requestId) {
    return new AuditEntry(Ids.random(), at, actor, action, from, to, reason, requestId);
  }

  /** Joins the names of changed fields to the one text that an entry can hold. */
  public static String fields(List<String> names) {
    return String.join(",", names);
  }
}
