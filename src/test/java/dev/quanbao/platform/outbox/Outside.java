package dev.quanbao.platform.outbox;

import dev.quanbao.platform.outbox.model.SendOutcome;
import dev.quanbao.platform.outbox.model.SendOutcome.Final;
import dev.quanbao.platform.outbox.model.SendOutcome.NotSent;
import dev.quanbao.platform.outbox.model.SendOutcome.Sent;
import dev.quanbao.platform.outbox.store.OutboxEntry;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The world outside, which remembers what arrived there, and the feature's own book of what came of
 * it.
 */
final class Outside {

  private final Map<String, Integer> arrivals = new ConcurrentHashMap<>();
  private final Map<String, Set<Final>> settled = new ConcurrentHashMap<>();
  private final Deque<Function<OutboxEntry, Uni<SendOutcome>>> sends = new ArrayDeque<>();
  private final Deque<SendOutcome> answers = new ArrayDeque<>();

  /** Lets the next send after those before come to something else than that it arrives. */
  synchronized Outside on(Function<OutboxEntry, Uni<SendOutcome>> next) {
    sends.add(next);
    return this;
  }

  /** Lets the next sends not arrive. */
  Outside on(SendOutcome... next) {
    for (SendOutcome outcome : next) {
      on(entry -> Uni.createFrom().item(outcome));
    }
    return this;
  }

  /** Lets the next questions be answered with something else than the truth. */
  synchronized Outside answering(SendOutcome... next) {
    answers.addAll(List.of(next));
    return this;
  }

  Uni<SendOutcome> send(OutboxEntry entry) {
    Function<OutboxEntry, Uni<SendOutcome>> next;
    synchronized (this) {
      next = sends.isEmpty() ? this::arrive : sends.removeFirst();
    }
    return next.apply(entry);
  }

  Uni<SendOutcome> arrive(OutboxEntry entry) {
    arrivals.merge(entry.id(), 1, Integer::sum);
    return Uni.createFrom().item(reference(entry));
  }

  synchronized SendOutcome answer(OutboxEntry entry) {
    if (!answers.isEmpty()) {
      return answers.removeFirst();
    }
    return arrivals.containsKey(entry.id()) ? reference(entry) : new NotSent();
  }

  void settle(OutboxEntry entry, Final end) {
    settled.computeIfAbsent(entry.id(), id -> ConcurrentHashMap.newKeySet()).add(end);
  }

  static Sent reference(OutboxEntry entry) {
    return new Sent("there/" + entry.id());
  }

  /** How often an entry arrived. */
  int arrivals(String id) {
    return arrivals.getOrDefault(id, 0);
  }

  /** The different ends that were written down for an entry. */
  Set<Final> ends(String id) {
    return settled.getOrDefault(id, Set.of());
  }
}
