package dev.quanbao.platform.outbox;

import dev.quanbao.platform.flow.Sequentially;
import dev.quanbao.platform.outbox.model.SendOutcome;
import dev.quanbao.platform.outbox.model.SendOutcome.Final;
import dev.quanbao.platform.outbox.model.SendOutcome.Later;
import dev.quanbao.platform.outbox.model.SendOutcome.NotSent;
import dev.quanbao.platform.outbox.model.SendOutcome.Postponed;
import dev.quanbao.platform.outbox.model.SendOutcome.Refused;
import dev.quanbao.platform.outbox.model.SendOutcome.Sent;
import dev.quanbao.platform.outbox.model.SendOutcome.Unknown;
import dev.quanbao.platform.outbox.store.LeasedEntry;
import dev.quanbao.platform.outbox.store.OutboxEntry;
import dev.quanbao.platform.outbox.store.OutboxRepository;
import dev.quanbao.platform.store.Lease;
import dev.quanbao.platform.store.StoreContext;
import dev.quanbao.platform.store.StoreOutages;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Works on the entries of one destination on this replica: takes those that are due, lets the
 * handler send them or query their status, and writes down what became of them.
 *
 * <p>An entry is marked as in flight before it is sent: a replica that finds the mark after a crash
 * queries the status; it never resends. A send begins only if it is over before its lease is. One
 * conditional write decides the end of an entry; the handler completes it after that, and only then
 * it ends.
 */
final class OutboxDispatcher {

  /** How long a lease outlasts the handler's slowest send. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final int DOUBLINGS = 10;
  private static final int WRITE_RETRIES = 4;

  private final OutboxHandler handler;
  private final OutboxRepository outbox;
  private final StoreContext storeContext;
  private final Clock clock;
  private final Duration patience;
  private final Duration lease;
  private final Map<String, LeasedEntry> running = new ConcurrentHashMap<>();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final AtomicBoolean lookAgain = new AtomicBoolean();
  private volatile boolean hasSpareDemand;
  private volatile boolean closed;

  OutboxDispatcher(
      OutboxHandler handler,
      OutboxRepository outbox,
      StoreContext storeContext,
      Clock clock,
      Duration patience) {
    this.storeContext = storeContext;
    this.handler = handler;
    this.outbox = outbox;
    this.clock = clock;
    this.patience = patience;
    this.lease = handler.timeout().plus(MARGIN);
  }

  String name() {
    return handler.destination();
  }

  /** How many entries are being worked on here. */
  int running() {
    return running.size();
  }

  /** Takes no more entries; what has begun goes on. */
  void close() {
    closed = true;
  }

  void lookSoon() {
    look()
        .subscribe()
        .with(
            done -> {},
            failure ->
                Log.warnf(failure, "entries for %s in the outbox are looked for later", name()));
  }

  /** Takes as many entries as there is room for; doesn't wait for what becomes of them. */
  Uni<Void> look() {
    lookAgain.set(true);
    return Sequentially.whileTrue(this::lookOnce);
  }

  // One look at a time; a wish that comes meanwhile is met by one more look.
  private Uni<Boolean> lookOnce() {
    if (closed || !lookAgain.get() || !looking.compareAndSet(false, true)) {
      return Uni.createFrom().item(false);
    }
    lookAgain.set(false);
    return Sequentially.whileTrue(this::fill)
        .onTermination()
        .invoke(() -> looking.set(false))
        .replaceWith(true);
  }

  /** Takes entries for the room there is; tells whether there may be more of both. */
  private Uni<Boolean> fill() {
    int room = handler.atOnce() - running.size();
    Map<String, Long> busy = busyQueues();
    Set<String> full =
        busy.entrySet().stream()
            .filter(queue -> queue.getValue() >= handler.atOnceOfQueue())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    hasSpareDemand = room <= 0 || !full.isEmpty();
    if (room <= 0 || closed) {
      return Uni.createFrom().item(false);
    }
    return outbox
        .due(name(), full, clock.instant(), room)
        .chain(due -> {
          if (due.isEmpty()) {
            return Uni.createFrom().item(false);
          }
          List<OutboxEntry> wanted = withinQueues(due, busy);
          // Fewer than were found: there are no more. Fewer than were wanted: another replica is at
          // them, and the two would only be in each other's way.
          return take(wanted).map(taken -> due.size() == room && taken == wanted.size());
        });
  }

  private Map<String, Long> busyQueues() {
    return running.values().stream()
        .collect(Collectors.groupingBy(held -> held.entry().queue(), Collectors.counting()));
  }

  private List<OutboxEntry> withinQueues(List<OutboxEntry> due, Map<String, Long> busy) {
    Map<String, Long> taken = new HashMap<>(busy);
    List<OutboxEntry> within = new ArrayList<>(due.size());
    for (OutboxEntry entry : due) {
      if (taken.merge(entry.queue(), 1L, Long::sum) <= handler.atOnceOfQueue()) {
        within.add(entry);
      }
    }
    return within;
  }

  private Uni<Integer> take(List<OutboxEntry> due) {
    Instant now = clock.instant();
    Lease mine = Lease.until(now.plus(lease));
    return outbox
        .take(due, mine, now)
        .invoke(taken -> taken.forEach(entry -> start(new LeasedEntry(entry, mine))))
        .map(List::size);
  }

  private void start(LeasedEntry held) {
    String id = held.entry().id();
    running.put(id, held);
    work(held)
        .onTermination()
        .invoke(() -> leave(id, held))
        .subscribe()
        .with(
            done -> {},
            failure ->
                Log.warnf(failure, "entry %s of the outbox waits until its lease is over", id));
  }

  private void leave(String id, LeasedEntry held) {
    running.remove(id, held);
    // Half of them at once: taking is as many commands for one entry as for many.
    if (hasSpareDemand && running.size() <= handler.atOnce() / 2) {
      lookSoon();
    }
  }

  private Uni<Void> work(LeasedEntry held) {
    return switch (held.entry().state()) {
      case WAITING ->
          held.lease().leavesTimeFor(handler.timeout(), clock.instant())
              ? call(() -> handler.send(held.entry())).chain(outcome -> sent(held, outcome))
              // Begun now, it might still be on its way when another asks for it.
              : write(() -> outbox.release(held, clock.instant()));
      case IN_FLIGHT ->
          handler.supportsStatusQuery()
              ? call(() -> handler.queryStatus(held.entry()))
                  .chain(outcome -> answered(held, outcome))
              : conclude(held, new Unknown("nobody saw the end of the send"));
      case SENT, REFUSED, UNKNOWN -> complete(held, held.entry().end());
    };
  }

  // What fails, or takes too long, may have arrived.
  private Uni<SendOutcome> call(Supplier<Uni<SendOutcome>> step) {
    return Uni.createFrom()
        .<SendOutcome>deferred(step::get)
        .ifNoItem()
        .after(handler.timeout())
        .recoverWithItem(() -> new Unknown("no answer within " + handler.timeout()))
        .onFailure()
        .recoverWithItem(failure -> {
          Log.warnf(failure, "the handler of %s failed", name());
          return new Unknown("the handler failed");
        })
        .emitOn(storeContext);
  }

  private Uni<Void> sent(LeasedEntry held, SendOutcome outcome) {
    return switch (outcome) {
      case Sent end -> conclude(held, end);
      case Refused end -> conclude(held, end);
      case Unknown end ->
          handler.supportsStatusQuery()
              ? write(() -> outbox.queryStatusAt(held, clock.instant().plus(lease), end.why()))
              : conclude(held, end);
      case Later later -> putOff(held, later.atLeast(), later.why());
      case NotSent none -> putOff(held, Duration.ZERO, "not sent");
      case Postponed postponed -> postpone(held, postponed);
    };
  }

  private Uni<Void> answered(LeasedEntry held, SendOutcome outcome) {
    return switch (outcome) {
      case Sent end -> conclude(held, end);
      case Refused end -> conclude(held, end);
      case NotSent none -> putOff(held, Duration.ZERO, "it never arrived");
      case Unknown unknown -> queryAgain(held, Duration.ZERO, unknown.why());
      case Later later -> queryAgain(held, later.atLeast(), later.why());
      case Postponed postponed ->
          write(() -> outbox.postponeStatusQuery(held, soonest(postponed), postponed.why()));
    };
  }

  private Uni<Void> putOff(LeasedEntry held, Duration atLeast, String why) {
    Instant now = clock.instant();
    return isPatienceOver(held, now)
        ? conclude(held, new Refused(Refused.GAVE_UP, why))
        : write(() -> outbox.sendAt(held, now.plus(longer(atLeast, pause(held))), why));
  }

  private Uni<Void> postpone(LeasedEntry held, Postponed postponed) {
    Instant until = soonest(postponed);
    return write(() -> outbox.postpone(held, until, postponed.why()))
        .chain(() -> outbox.postponeQueue(held.entry(), until));
  }

  private Instant soonest(Postponed postponed) {
    Instant soonest = clock.instant().plus(FIRST_PAUSE);
    return postponed.until().isBefore(soonest) ? soonest : postponed.until();
  }

  private Uni<Void> queryAgain(LeasedEntry held, Duration atLeast, String why) {
    Instant now = clock.instant();
    return isPatienceOver(held, now)
        ? conclude(held, new Unknown(why))
        : write(() ->
            outbox.queryStatusAt(held, now.plus(longer(lease, longer(atLeast, pause(held)))), why));
  }

  private Uni<Void> conclude(LeasedEntry held, Final end) {
    return write(() -> outbox.decide(held, end, clock.instant().plus(lease)))
        .chain(decided -> {
          if (!decided) {
            // The replica that took it over decides.
            return Uni.createFrom().voidItem();
          }
          return complete(held, end);
        });
  }

  private Uni<Void> complete(LeasedEntry held, Final end) {
    return Uni.createFrom()
        .deferred(() -> handler.onCompleted(held.entry(), end))
        .ifNoItem()
        .after(handler.timeout())
        .fail()
        .onItemOrFailure()
        .transformToUni((done, failure) -> {
          if (failure == null) {
            return write(() -> outbox.end(held, clock.instant()));
          }
          Log.warnf(failure, "entry %s is completed later", held.entry().id());
          return write(() -> outbox.completeAt(held, clock.instant().plus(pause(held))));
        });
  }

  // What isn't written costs a question, or an unknown end: worth a few attempts.
  private static <T> Uni<T> write(Supplier<Uni<? extends T>> write) {
    return Uni.createFrom()
        .<T>deferred(write)
        .onFailure(StoreOutages::caused)
        .retry()
        .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
        .atMost(WRITE_RETRIES);
  }

  private boolean isPatienceOver(LeasedEntry held, Instant now) {
    return !now.isBefore(held.entry().since().plus(patience));
  }

  private static Duration pause(LeasedEntry held) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(held.entry().attempts(), DOUBLINGS));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
