package dev.quanbao.process;

import dev.quanbao.process.Answer.Granted;
import dev.quanbao.process.Answer.Refused;
import dev.quanbao.process.Answer.Unknown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** 64 clients that begin at once and work through one pile of wishes, each wish once. */
final class ClaimLoad {

  static final int CLIENTS = 64;

  /** A wish and what became of it. */
  record Outcome(Wish wish, Answer answer) {}

  private final BackOffice backOffice;
  private final Queue<Wish> waiting;
  private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
  private final CountDownLatch beginning = new CountDownLatch(CLIENTS);
  private final CountDownLatch moment;
  private volatile boolean halted;

  private ClaimLoad(BackOffice backOffice, Collection<Wish> wishes, int moment) {
    this.backOffice = backOffice;
    this.waiting = new ConcurrentLinkedQueue<>(wishes);
    this.moment = new CountDownLatch(moment);
  }

  /** Works through all wishes. */
  static List<Outcome> of(BackOffice backOffice, Collection<Wish> wishes) {
    return disturbed(backOffice, wishes, 0, load -> {});
  }

  /** Something that happens to a load while it runs. */
  interface Disturbance {
    void strike(ClaimLoad load);
  }

  /** Works through all wishes, and strikes after so many of them have an outcome. */
  static List<Outcome> disturbed(
      BackOffice backOffice, Collection<Wish> wishes, int moment, Disturbance disturbance) {
    var load = new ClaimLoad(backOffice, wishes, moment);
    List<Future<?>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(threads.submit(load::work));
      }
      load.moment.await();
      disturbance.strike(load);
      for (Future<?> client : clients) {
        client.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("a client failed", e);
    }
    load.waiting.forEach(
        wish -> load.outcomes.add(new Outcome(wish, new Unknown("it was never sent"))));
    return List.copyOf(load.outcomes);
  }

  /** Lets the clients begin nothing new. */
  void halt() {
    halted = true;
  }

  private Void work() throws InterruptedException {
    beginning.countDown();
    beginning.await();
    Wish wish = next();
    while (wish != null) {
      outcomes.add(new Outcome(wish, backOffice.claim(wish)));
      moment.countDown();
      wish = next();
    }
    return null;
  }

  private Wish next() {
    return halted ? null : waiting.poll();
  }

  static List<Granted> granted(Collection<Outcome> outcomes) {
    return outcomes.stream()
        .map(Outcome::answer)
        .filter(Granted.class::isInstance)
        .map(Granted.class::cast)
        .toList();
  }

  /** How many claims each user was granted. */
  static Map<String, Long> grantedByUser(Collection<Outcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome.answer() instanceof Granted)
        .collect(Collectors.groupingBy(o -> o.wish().userId(), Collectors.counting()));
  }

  /** How often each thing was said to those who weren't granted their wish. */
  static Map<String, Long> otherwise(Collection<Outcome> outcomes) {
    return outcomes.stream()
        .map(Outcome::answer)
        .filter(answer -> !(answer instanceof Granted))
        .map(answer -> answer instanceof Refused refused ? refused.reason() : answer.toString())
        .collect(Collectors.groupingBy(reason -> reason, Collectors.counting()));
  }
}
