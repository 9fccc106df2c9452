package dev.quanbao.ticket.model;

import dev.quanbao.access.model.Caller;
import dev.quanbao.audit.model.AuditEntry;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One pass over the packages and tickets whose time is over (定时任务).
 *
 * <p>A sweep writes down what every read already works out from the clock. It may therefore be left
 * out, be cut short or run twice at once, and no answer is wrong.
 *
 * @param companies whose packages and tickets; empty: all companies'
 * @param now the moment as of which they are over
 * @param end when to stop, by the real clock
 * @param actor who sweeps, as the audit trail names the actor
 * @param requestId trace id of the request, or the id of a scheduled run
 */
public record Sweep(
    Optional<Set<String>> companies, Instant now, Instant end, String actor, String requestId) {

  /** The actor of scheduled sweeps. */
  public static final String SCHEDULE = "system";

  /** A scheduled sweep of all companies. */
  public static Sweep scheduled(Instant now, Instant end, String runId) {
    return new Sweep(Optional.empty(), now, end, SCHEDULE, runId);
  }

  /** A sweep of the caller's companies. */
  public static Sweep by(Caller caller, Instant end) {
    return new Sweep(
        Optional.of(caller.companies()), caller.now(), end, caller.clientId(), caller.requestId());
  }

  /** The audit entry of each package or ticket that this sweep takes from one state to another. */
  public AuditEntry entry(String action, String from, String to) {
    return AuditEntry.of(now, actor, action, from, to, null, requestId);
  }
}
