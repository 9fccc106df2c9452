package dev.quanbao.claim;

import dev.quanbao.claim.Claim.State;
import dev.quanbao.claim.ClaimDecision.Granted;
import dev.quanbao.giftpackage.CodeType;
import dev.quanbao.giftpackage.GiftPackage;
import dev.quanbao.giftpackage.IssuedCode;
import dev.quanbao.giftpackage.Quota;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.ticket.Ticket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What must be true of a package once all of its claims have ended, whatever happened to them.
 *
 * <p>It reads everything there is, and answers with what is wrong, so that a sabotaged store can be
 * seen to be found out.
 */
final class ClaimInvariants {

  private final ClaimStage stage;
  private final List<String> violations = new ArrayList<>();

  ClaimInvariants(ClaimStage stage) {
    this.stage = stage;
  }

  /** What is wrong with a package, given the claims that were answered with success. */
  List<String> violations(GiftPackage parent, Collection<Granted> answered) {
    violations.clear();
    GiftPackage now = ClaimStage.await(stage.packages.findById(parent.id()));
    List<Claim> claims = ClaimStage.await(stage.claims.list("packageId", parent.id()));
    List<Ticket> tickets = ClaimStage.await(stage.tickets.list("packageId", parent.id()));
    checkQuota(now, claims);
    int tallied = ClaimStage.await(stage.tallies.read(parent.id())).claims();
    expect(tallied == now.quota().claimed(), "%d claims tallied".formatted(tallied));
    checkPeople(now, claims);
    checkTickets(now, claims, tickets);
    if (now.design().codes().type() == CodeType.UNIQUE) {
      checkChildren(now, claims, tickets);
    }
    checkAnswers(answered, claims, tickets);
    return List.copyOf(violations);
  }

  private void checkQuota(GiftPackage now, List<Claim> claims) {
    Quota quota = now.quota();
    int limit = now.design().rule().totalLimit();
    long done = claims.stream().filter(claim -> claim.state() == State.DONE).count();
    expect(quota.left() >= 0, "%d left".formatted(quota.left()));
    expect(
        quota.left() + quota.claimed() == limit,
        "%d left and %d claimed of %d".formatted(quota.left(), quota.claimed(), limit));
    expect(done <= limit, "%d claims of %d".formatted(done, limit));
    expect(done == quota.claimed(), "%d claims done, %d counted".formatted(done, quota.claimed()));
    expect(done == claims.size(), "%d claims pending".formatted(claims.size() - done));
    expect(quota.notes().isEmpty(), "%d notes left".formatted(quota.notes().size()));
  }

  private void checkPeople(GiftPackage now, List<Claim> claims) {
    int limit = now.design().rule().personalLimit();
    count(claims, Claim::ownerId)
        .forEach((owner, copies) ->
            expect(copies <= limit, "%s has %d copies of %d".formatted(owner, copies, limit)));
  }

  private void checkTickets(GiftPackage now, List<Claim> claims, List<Ticket> tickets) {
    Map<String, List<Ticket>> byClaim =
        tickets.stream().collect(Collectors.groupingBy(Ticket::claimId));
    for (Claim claim : claims) {
      List<Ticket> own = byClaim.getOrDefault(claim.id(), List.of());
      int due = now.design().ticketsPerClaim();
      expect(
          own.size() == due,
          "claim %s has %d tickets of %d".formatted(claim.id(), own.size(), due));
      for (Ticket ticket : own) {
        expect(
            ticket.id().equals(Ids.derived(claim.ownerId(), claim.id(), ticket.place())),
            "ticket %s is not the one of its claim".formatted(ticket.id()));
      }
      expect(
          own.stream().map(Ticket::packageCode).distinct().count() <= 1,
          "tickets of claim %s name several copies".formatted(claim.id()));
    }
    long strays = tickets.size() - claims.stream().mapToLong(c -> size(byClaim.get(c.id()))).sum();
    expect(strays == 0, "%d tickets without a claim".formatted(strays));
    distinct("ticket code", tickets, Ticket::code);
    distinct("copy", tickets.stream().filter(t -> t.place() == 0).toList(), Ticket::packageCode);
  }

  private void checkChildren(GiftPackage now, List<Claim> claims, List<Ticket> tickets) {
    List<IssuedCode> held =
        ClaimStage.await(stage.codeBook.list("packageId", now.id())).stream()
            .filter(child -> child.claimId() != null)
            .toList();
    distinct("child's claim", held, IssuedCode::claimId);
    Map<String, String> codes =
        held.stream().collect(Collectors.toMap(IssuedCode::claimId, IssuedCode::code, (a, b) -> a));
    for (Claim claim : claims) {
      expect(codes.containsKey(claim.id()), "claim %s has no child".formatted(claim.id()));
    }
    expect(
        codes.size() == claims.size(),
        "%d children held for %d claims".formatted(codes.size(), claims.size()));
    for (Ticket ticket : tickets) {
      expect(
          ticket.packageCode().equals(codes.get(ticket.claimId())),
          "ticket %s names another child than its claim's".formatted(ticket.id()));
    }
  }

  private void checkAnswers(
      Collection<Granted> answered, List<Claim> claims, List<Ticket> tickets) {
    var kept = claims.stream().map(Claim::id).collect(Collectors.toSet());
    var there = tickets.stream().map(Ticket::id).collect(Collectors.toSet());
    for (Granted granted : answered) {
      expect(
          kept.contains(granted.claim().id()), "claim %s is lost".formatted(granted.claim().id()));
      for (Ticket ticket : granted.tickets()) {
        expect(there.contains(ticket.id()), "ticket %s is lost".formatted(ticket.id()));
      }
    }
  }

  private <T> void distinct(String what, List<T> items, Function<T, String> key) {
    count(items, key)
        .forEach(
            (value, times) -> expect(times == 1, "%s %s %d times".formatted(what, value, times)));
  }

  private static <T> Map<String, Long> count(List<T> items, Function<T, String> key) {
    return items.stream().collect(Collectors.groupingBy(key, Collectors.counting()));
  }

  private static int size(List<Ticket> tickets) {
    return tickets == null ? 0 : tickets.size();
  }

  private void expect(boolean holds, String otherwise) {
    if (!holds) {
      violations.add(otherwise);
    }
  }
}
