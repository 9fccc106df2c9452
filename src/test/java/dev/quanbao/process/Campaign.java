package dev.quanbao.process;

import dev.quanbao.process.Answer.Granted;
import dev.quanbao.process.Answer.Refused;
import dev.quanbao.process.Answer.Unknown;
import dev.quanbao.process.BackOffice.Edition;
import dev.quanbao.process.ClaimLoad.Disturbance;
import dev.quanbao.process.ClaimLoad.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One package with exactly enough copies for its users, and all that they were ever answered.
 *
 * <p>That everybody gets all that the limits grant, and nobody more, is the proof that nothing was
 * lost: a place, a child or a piece of the quota that nobody gave back would keep somebody out.
 */
final class Campaign {

  static final int USERS = 100;
  static final int PERSONAL_LIMIT = 2;
  static final int COPIES = USERS * PERSONAL_LIMIT;

  private static final int WISHES_PER_USER = 3;
  private static final int KEYED_ONE_IN = 3;
  private static final int FULL_WALLET = PERSONAL_LIMIT * BackOffice.TICKETS_PER_CLAIM;

  private final BackOffice backOffice;
  private final String packageId;
  private final List<String> users;
  private final Map<Wish, Granted> keyed = new HashMap<>();
  private final List<Outcome> answered = new ArrayList<>();
  private final Set<String> leftInDoubt = new HashSet<>();
  private List<Wish> open;

  private Campaign(BackOffice backOffice, String packageId, List<String> users, List<Wish> open) {
    this.backOffice = backOffice;
    this.packageId = packageId;
    this.users = users;
    this.open = open;
  }

  static Campaign open(BackOffice backOffice, int number, Random random) {
    Edition edition =
        number % 2 == 0
            ? Edition.shared(COPIES, PERSONAL_LIMIT)
            : Edition.generated(COPIES, PERSONAL_LIMIT);
    String packageId = backOffice.publish(edition);
    List<String> users = new ArrayList<>();
    List<Wish> wishes = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      String userId = "k%02d-%04d".formatted(number, user);
      users.add(userId);
      for (int i = 0; i < WISHES_PER_USER; i++) {
        Wish wish = Wish.ofPackage(userId, packageId);
        boolean isKeyed = wishes.size() % KEYED_ONE_IN == 0;
        wishes.add(isKeyed ? wish.under(packageId + "-" + wishes.size()) : wish);
      }
    }
    Collections.shuffle(wishes, random);
    return new Campaign(backOffice, packageId, users, wishes);
  }

  String packageId() {
    return packageId;
  }

  int openWishes() {
    return open.size();
  }

  /** Sends all that has no answer yet, a keyed wish under its key; strikes after so many. */
  void run(int moment, Disturbance disturbance) {
    note(ClaimLoad.disturbed(backOffice, open, moment, disturbance));
  }

  void run() {
    note(ClaimLoad.of(backOffice, open));
  }

  private void note(List<Outcome> outcomes) {
    open = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (outcome.answer() instanceof Unknown) {
        open.add(outcome.wish());
        leftInDoubt.add(outcome.wish().userId());
      } else {
        answered.add(outcome);
        if (outcome.wish().key() != null && outcome.answer() instanceof Granted granted) {
          keyed.put(outcome.wish(), granted);
        }
      }
    }
  }

  /** Whether every wish has its answer and everybody has all that the limits grant. */
  boolean isComplete() {
    return open.isEmpty()
        && backOffice.claimedCount(packageId) == COPIES
        && leftInDoubt.stream()
            .allMatch(user -> backOffice.ticketIdsOf(user).size() == FULL_WALLET);
  }

  /** Asks again for what is without an answer, and for everybody who was granted too little. */
  void pressOn() {
    if (backOffice.claimedCount(packageId) < COPIES) {
      Map<String, Long> granted = ClaimLoad.grantedByUser(answered);
      users.stream()
          .filter(user -> granted.getOrDefault(user, 0L) < PERSONAL_LIMIT)
          .map(user -> Wish.ofPackage(user, packageId))
          .forEach(open::add);
    }
    run();
  }

  /** What was granted to clients, the tickets of one claim each. */
  List<Set<String>> grantedTickets() {
    return ClaimLoad.granted(answered).stream().map(Granted::ticketIds).toList();
  }

  Set<String> refusals() {
    return answered.stream()
        .map(Outcome::answer)
        .filter(Refused.class::isInstance)
        .map(answer -> ((Refused) answer).reason())
        .collect(Collectors.toSet());
  }

  /** Keyed wishes that were granted and are answered otherwise when they are repeated now. */
  List<Wish> answeredOtherwiseNow(int sample) {
    return keyed.keySet().stream()
        .limit(sample)
        .filter(wish -> !keyed.get(wish).equals(backOffice.claim(wish)))
        .toList();
  }
}
