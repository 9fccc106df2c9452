package dev.quanbao.platform.outbox;

import dev.quanbao.platform.id.Ids;
import dev.quanbao.platform.outbox.SendOutcome.Final;
import dev.quanbao.platform.outbox.SendOutcome.Later;
import dev.quanbao.platform.outbox.SendOutcome.NotSent;
import dev.quanbao.platform.outbox.SendOutcome.Parked;
import dev.quanbao.platform.outbox.SendOutcome.Refused;
import dev.quanbao.platform.outbox.SendOutcome.Sent;
import dev.quanbao.platform.outbox.SendOutcome.Unknown;
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
 * One desk of the outbox on this replica: takes entries that are due, has the courier send them or
 * ask for them, and writes down what came of it.
 *
 * <p>An entry is marked as under way before it is sent, so that whoever finds the mark after a
 * crash asks instead of sending. A send begins only if it is over before its lease is. The end of
 * an entry is decided by one conditional write; only then is it settled by the courier, and ended
 * after that.
 */
final class OutboxDispatcher {

  /** How long a lease outlasts the courier's slowest send. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final int DOUBLINGS = 10;
  private static final int WRITE_RETRIES = 4;

  private final OutboxHandler courier;
  private final Outbox outbox;
  private final StoreContext storeContext;
  private final Clock clock;
  private final Duration patience;
  private final Duration lease;
  private final Map<String, LeasedEntry> running = new ConcurrentHashMap<>();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final AtomicBoolean lookAgain = new AtomicBoolean();
  private volatile boolean hungry;
  private volatile boolean closed;

  OutboxDispatcher(
      OutboxHandler courier,
      Outbox outbox,
      StoreContext storeContext,
      Clock clock,
      Duration patience) {
    this.storeContext = storeContext;
    this.courier = courier;
    this.outbox = outbox;
    this.clock = clock;
    this.patience = patience;
    this.lease = courier.timeout().plus(MARGIN);
  }

  String name() {
    return courier.desk();
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
            failure -> Log.warnf(failure, "desk %s of the outbox is looked at later", name()));
  }

  /** Takes as many entries as there is room for; doesn't wait for what becomes of them. */
  Uni<Void> look() {
    lookAgain.set(true);
    return lookOnce();
  }

  // One at a time; whoever comes meanwhile is served by one more look.
  private Uni<Void> lookOnce() {
    if (closed || !lookAgain.get() || !looking.compareAndSet(false, true)) {
      return Uni.createFrom().voidItem();
    }
    lookAgain.set(false);
    return fill().onTermination().invoke(() -> looking.set(false)).chain(this::lookOnce);
  }

  private Uni<Void> fill() {
    int room = courier.atOnce() - running.size();
    Map<String, Long> busy = busyQueues();
    Set<String> full =
        busy.entrySet().stream()
            .filter(queue -> queue.getValue() >= courier.atOnceOfQueue())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    hungry = room <= 0 || !full.isEmpty();
    if (room <= 0 || closed) {
      return Uni.createFrom().voidItem();
    }
    return outbox
        .due(name(), full, clock.instant(), room)
        .chain(due -> {
          if (due.isEmpty()) {
            return Uni.createFrom().voidItem();
          }
          List<OutboxEntry> wanted = withinQueues(due, busy);
          // Fewer than were found: there are no more. Fewer than were wanted: another replica is at
          // them, and the two would only be in each other's way.
          return take(wanted)
              .chain(taken ->
                  due.size() == room && taken == wanted.size()
                      ? fill()
                      : Uni.createFrom().voidItem());
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
      if (taken.merge(entry.queue(), 1L, Long::sum) <= courier.atOnceOfQueue()) {
        within.add(entry);
      }
    }
    return within;
  }

  private Uni<Integer> take(List<OutboxEntry> due) {
    String name = Ids.random();
    Instant until = clock.instant().plus(lease);
    return outbox
        .take(due, name, until)
        .invoke(taken -> taken.forEach(entry -> start(new LeasedEntry(entry, name, until))))
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
            failure -> Log.warnf(failure, "entry %s of the outbox waits for its lease", id));
  }

  private void leave(String id, LeasedEntry held) {
    running.remove(id, held);
    // Half of them at once: taking is as many commands for one entry as for many.
    if (hungry && running.size() <= courier.atOnce() / 2) {
      lookSoon();
    }
  }

  private Uni<Void> work(LeasedEntry held) {
    return switch (held.entry().state()) {
      case WAITING ->
          held.leavesTimeFor(courier.timeout(), clock.instant())
              ? courier(() -> courier.send(held.entry())).chain(outcome -> sent(held, outcome))
              // Begun now, it might still be on its way when another asks for it.
              : write(() -> outbox.letGo(held, clock.instant()));
      case UNDER_WAY ->
          courier.askable()
              ? courier(() -> courier.ask(held.entry())).chain(outcome -> answered(held, outcome))
              : conclude(held, new Unknown("nobody saw the end of the send"));
      case SENT, REFUSED, UNKNOWN -> settle(held, held.entry().end());
    };
  }

  // What fails, or takes too long, may have arrived.
  private Uni<SendOutcome> courier(Supplier<Uni<SendOutcome>> call) {
    return Uni.createFrom()
        .<SendOutcome>deferred(call::get)
        .ifNoItem()
        .after(courier.timeout())
        .recoverWithItem(() -> new Unknown("no answer within " + courier.timeout()))
        .onFailure()
        .recoverWithItem(failure -> {
          Log.warnf(failure, "the courier of desk %s failed", name());
          return new Unknown("the courier failed");
        })
        .emitOn(storeContext);
  }

  private Uni<Void> sent(LeasedEntry held, SendOutcome outcome) {
    return switch (outcome) {
      case Sent end -> conclude(held, end);
      case Refused end -> conclude(held, end);
      case Unknown end ->
          courier.askable()
              ? write(() -> outbox.askAt(held, clock.instant().plus(lease), end.why()))
              : conclude(held, end);
      case Later later -> putOff(held, later.atLeast(), later.why());
      case NotSent none -> putOff(held, Duration.ZERO, "not sent");
      case Parked parked -> park(held, parked);
    };
  }

  private Uni<Void> answered(LeasedEntry held, SendOutcome outcome) {
    return switch (outcome) {
      case Sent end -> conclude(held, end);
      case Refused end -> conclude(held, end);
      case NotSent none -> putOff(held, Duration.ZERO, "it never arrived");
      case Unknown unknown -> askAgain(held, Duration.ZERO, unknown.why());
      case Later later -> askAgain(held, later.atLeast(), later.why());
      case Parked parked -> write(() -> outbox.parkQuestion(held, soonest(parked), parked.why()));
    };
  }

  private Uni<Void> putOff(LeasedEntry held, Duration atLeast, String why) {
    Instant now = clock.instant();
    return isPatienceOver(held, now)
        ? conclude(held, new Refused(Refused.GAVE_UP, why))
        : write(() -> outbox.sendAt(held, now.plus(longer(atLeast, pause(held))), why));
  }

  private Uni<Void> park(LeasedEntry held, Parked parked) {
    Instant until = soonest(parked);
    return write(() -> outbox.park(held, until, parked.why()))
        .chain(() -> outbox.parkQueue(held.entry(), until));
  }

  private Instant soonest(Parked parked) {
    Instant soonest = clock.instant().plus(FIRST_PAUSE);
    return parked.until().isBefore(soonest) ? soonest : parked.until();
  }

  private Uni<Void> askAgain(LeasedEntry held, Duration atLeast, String why) {
    Instant now = clock.instant();
    return isPatienceOver(held, now)
        ? conclude(held, new Unknown(why))
        : write(
            () -> outbox.askAt(held, now.plus(longer(lease, longer(atLeast, pause(held)))), why));
  }

  private Uni<Void> conclude(LeasedEntry held, Final end) {
    return write(() -> outbox.decide(held, end, clock.instant().plus(lease)))
        .chain(decided -> {
          if (!decided) {
            // Whoever took it over decides.
            return Uni.createFrom().voidItem();
          }
          return settle(held, end);
        });
  }

  private Uni<Void> settle(LeasedEntry held, Final end) {
    return Uni.createFrom()
        .deferred(() -> courier.settle(held.entry(), end))
        .ifNoItem()
        .after(courier.timeout())
        .fail()
        .onItemOrFailure()
        .transformToUni((done, failure) -> {
          if (failure == null) {
            return write(() -> outbox.end(held, clock.instant()));
          }
          Log.warnf(failure, "the end of entry %s is settled later", held.entry().id());
          return write(() -> outbox.settleAt(held, clock.instant().plus(pause(held))));
        });
  }

  // What isn't written costs a question, or an end that nobody knows: worth a few attempts.
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
