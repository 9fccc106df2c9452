package dev.quanbao.process;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** How long it takes until somebody goes on with what a dead instance was doing. */
final class Takeovers {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final Store store;
  private final List<Duration> measured = new ArrayList<>();

  Takeovers(Store store) {
    this.store = store;
  }

  /** From each kill until another instance had taken a job. */
  List<Duration> measured() {
    return List.copyOf(measured);
  }

  /** The leases of those errands that are under way. */
  Map<Errand, Lease> underWay(Collection<Errand> errands) {
    Map<Errand, Lease> leases = read(errands);
    leases.values().removeIf(lease -> !lease.isRunning());
    return leases;
  }

  /** Waits until what was under way is done further, by who took it over or by who has held it. */
  void await(Map<Errand, Lease> before, Instant struck) {
    Map<Errand, Lease> open = new HashMap<>(before);
    Map<Errand, Duration> taken = new HashMap<>();
    Instant deadline = struck.plus(PATIENCE);
    while (!open.isEmpty()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("nobody goes on with " + open);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      Map<Errand, Lease> now = read(open.keySet());
      var since = Duration.between(struck, Instant.now());
      open.entrySet()
          .removeIf(entry -> {
            Errand errand = entry.getKey();
            Lease then = entry.getValue();
            Lease lease = now.get(errand);
            if (!lease.isTakenOverFrom(then)) {
              return lease.isHeldOnSince(then, struck);
            }
            taken.putIfAbsent(errand, since);
            if (lease.isAheadOf(then)) {
              note(errand, taken.get(errand), since);
            }
            return lease.isAheadOf(then);
          });
    }
  }

  private void note(Errand errand, Duration taken, Duration further) {
    measured.add(taken);
    System.out.printf(
        "JobKillIT: %s was taken over after %d ms, and was further after %d ms%n",
        errand.kind(), taken.toMillis(), further.toMillis());
  }

  private Map<Errand, Lease> read(Collection<Errand> errands) {
    return store.read(database -> {
      Map<Errand, Lease> leases = new HashMap<>();
      errands.forEach(errand -> leases.put(errand, Lease.read(database, errand.jobId())));
      return leases;
    });
  }
}
