package dev.quanbao.ticket.model;

import dev.quanbao.access.model.Caller;
import dev.quanbao.audit.model.AuditEntry;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One pass over what time has overtaken (定时任务). It writes down what reads show already, so that it
 * can be left out, cut short or run twice at once without anybody being told anything wrong.
 *
 * @param companies whose objects; empty: everybody's
 * @param now the clock by which they are over
 * @param end when to stop, by the real clock
 * @param actor who sweeps, as the audit trail names them
 * @param requestId trace id of the request, or the id of a scheduled run
 */
public record Sweep(
    Optional<Set<String>> companies, Instant now, Instant end, String actor, String requestId) {

  /** The actor of sweeps that run by themselves. */
  public static final String SCHEDULE = "system";

  /** A sweep of everything, by itself. */
  public static Sweep scheduled(Instant now, Instant end, String runId) {
    return new Sweep(Optional.empty(), now, end, SCHEDULE, runId);
  }

  /** A sweep of the caller's companies. */
  public static Sweep by(Caller caller, Instant end) {
    return new Sweep(
        Optional.of(caller.companies()), caller.now(), end, caller.clientId(), caller.requestId());
  }

  /** The audit entry of everything that this sweep takes from one state to another. */
  public AuditEntry entry(String action, String from, String to) {
    return AuditEntry.of(now, actor, action, from, to, null, requestId);
  }
}
