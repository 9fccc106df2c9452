package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimDecision.Granted;
import dev.quanbao.claim.model.CopySource;
import dev.quanbao.claim.model.CopySource.FromRecipient;
import dev.quanbao.claim.model.CopySource.FromStaff;
import dev.quanbao.claim.model.CopyState.Owned;
import dev.quanbao.claim.model.CopyState.Released;
import dev.quanbao.claim.model.CopyState.TakenOver;
import dev.quanbao.claim.model.Owner.User;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.giftpackage.model.Quota;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.model.TicketStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What must be true of a package once all of its claims have ended, whatever happened to them.
 *
 * <p>It reads everything there is, and answers with what is wrong, so that a sabotaged store can be
 * seen to be found out.
 */
public final class ClaimInvariants {

  private final ClaimStage stage;
  private final List<String> violations = new ArrayList<>();

  ClaimInvariants(ClaimStage stage) {
    this.stage = stage;
  }

  /** What is wrong with a package, given the claims that were answered with success. */
  List<String> violations(GiftPackage parent, Collection<Granted> answered) {
    violations.clear();
    GiftPackage now = ClaimStage.await(stage.packages.findById(parent.id()));
    List<Claim> claims = ClaimStage.await(stage.claimsOf(parent.id()));
    List<Ticket> tickets = ClaimStage.await(stage.tickets.list("origin.packageId", parent.id()));
    checkQuota(now, claims);
    int tallied = ClaimStage.await(stage.tallies.read(parent.id())).claims();
    // What is passed on is one claim more, of a copy that was taken before.
    long claimed = claims.stream().filter(claim -> !claim.isEarmark()).count();
    expect(tallied == claimed, "%d of %d claims tallied".formatted(tallied, claimed));
    checkPeople(now, claims);
    checkTickets(now, claims, tickets);
    checkPassedOn(claims, tickets);
    if (now.design().codes().type() == CodeType.UNIQUE) {
      checkChildren(now, claims, tickets);
    }
    checkAnswers(answered, claims, tickets);
    return List.copyOf(violations);
  }

  private void checkQuota(GiftPackage now, List<Claim> claims) {
    Quota quota = now.quota();
    int limit = now.design().rule().totalLimit();
    long done =
        claims.stream()
            .filter(claim -> claim.isDone() || claim.state() instanceof Released)
            .count();
    long taken =
        claims.stream()
            .filter(claim -> claim.isDone() && !claim.isEarmark())
            .filter(claim -> !claim.source().isTakeover() || claim.takesEarmark())
            .count();
    long setAside = claims.stream().filter(ClaimInvariants::isStillSetAside).count();
    expect(quota.left() >= 0, "%d left".formatted(quota.left()));
    expect(
        quota.total() == limit,
        "%d left, %d claimed and %d set aside of %d"
            .formatted(quota.left(), quota.claimed(), quota.setAside(), limit));
    expect(
        setAside == quota.setAside(),
        "%d copies set aside, %d counted".formatted(setAside, quota.setAside()));
    expect(taken <= limit, "%d claims of %d".formatted(taken, limit));
    expect(
        taken == quota.claimed(), "%d copies taken, %d counted".formatted(taken, quota.claimed()));
    expect(done == claims.size(), "%d claims pending".formatted(claims.size() - done));
    expect(quota.notes().isEmpty(), "%d notes left".formatted(quota.notes().size()));
  }

  private void checkPeople(GiftPackage now, List<Claim> claims) {
    int limit = now.design().rule().personalLimit();
    // OPs hold as much as they were allotted.
    List<Claim> ofUsers = claims.stream().filter(c -> c.owner() instanceof User).toList();
    count(ofUsers, Claim::holderId)
        .forEach((owner, copies) ->
            expect(copies <= limit, "%s has %d copies of %d".formatted(owner, copies, limit)));
  }

  private void checkTickets(GiftPackage now, List<Claim> claims, List<Ticket> tickets) {
    Map<String, List<Ticket>> byClaim =
        tickets.stream().collect(Collectors.groupingBy(ticket -> ticket.origin().claimId()));
    for (Claim claim : claims) {
      List<Ticket> own = byClaim.getOrDefault(claim.id(), List.of());
      int due = claim.isEarmark() ? 0 : now.design().ticketsPerClaim();
      expect(
          own.size() == due,
          "claim %s has %d tickets of %d".formatted(claim.id(), own.size(), due));
      for (Ticket ticket : own) {
        expect(
            ticket.id().equals(Ids.derived(claim.holderId(), claim.id(), ticket.origin().place())),
            "ticket %s is not the one of its claim".formatted(ticket.id()));
      }
      expect(
          own.stream().map(ticket -> ticket.origin().packageCode()).distinct().count() <= 1,
          "tickets of claim %s name several copies".formatted(claim.id()));
    }
    long strays = tickets.size() - claims.stream().mapToLong(c -> size(byClaim.get(c.id()))).sum();
    expect(strays == 0, "%d tickets without a claim".formatted(strays));
    distinct("ticket code", tickets, Ticket::code);
    List<Ticket> open =
        tickets.stream()
            .filter(
                ticket -> ticket.origin().place() == 0 && ticket.status() != TicketStatus.CLOSED)
            .toList();
    distinct("copy", open, ticket -> ticket.origin().packageCode());
  }

  // A copy that was passed on has gone from its OP to one user, as a whole.
  private void checkPassedOn(List<Claim> claims, List<Ticket> tickets) {
    Map<String, Claim> byId = claims.stream().collect(Collectors.toMap(Claim::id, claim -> claim));
    Map<String, List<Ticket>> byClaim =
        tickets.stream().collect(Collectors.groupingBy(ticket -> ticket.origin().claimId()));
    List<Claim> given =
        claims.stream().filter(claim -> claim.state() instanceof TakenOver).toList();
    distinct("taker of a copy", given, ClaimInvariants::taker);
    for (Claim copy : given) {
      Claim taker = byId.get(taker(copy));
      if (taker == null) {
        violations.add("copy %s was passed on to nobody".formatted(copy.id()));
      } else {
        checkPassedOn(
            copy,
            byClaim.getOrDefault(copy.id(), List.of()),
            taker,
            byClaim.getOrDefault(taker.id(), List.of()));
      }
    }
    long takers = claims.stream().filter(claim -> claim.source().isTakeover()).count();
    expect(takers == given.size(), "%d copies for %d takers".formatted(given.size(), takers));
    for (Claim claim : claims) {
      boolean closed =
          size(byClaim.get(claim.id())) > 0
              && byClaim.get(claim.id()).stream()
                  .anyMatch(ticket -> ticket.status() == TicketStatus.CLOSED);
      expect(
          !closed || claim.state() instanceof TakenOver,
          "tickets of %s were closed for nobody".formatted(claim.id()));
    }
  }

  private void checkPassedOn(Claim copy, List<Ticket> closed, Claim taker, List<Ticket> issued) {
    expect(!(copy.owner() instanceof User), "copy %s is a user's".formatted(copy.id()));
    expect(sourceOf(copy).equals(taker.source()), "%s isn't from its owner".formatted(taker.id()));
    if (copy.isEarmark()) {
      checkSetAside(copy, taker, issued);
      return;
    }
    expect(
        closed.stream().allMatch(ticket -> ticket.status() == TicketStatus.CLOSED),
        "the OP can still use copy %s".formatted(copy.id()));
    for (Ticket ticket : issued) {
      expect(
          copy.holderId().equals(ticket.holder().senderId()),
          "ticket %s doesn't say whom it is from".formatted(ticket.id()));
      expect(
          ticket.origin().packageCode().equals(closed.getFirst().origin().packageCode()),
          "ticket %s is of another copy".formatted(ticket.id()));
    }
  }

  private void checkSetAside(Claim copy, Claim taker, List<Ticket> issued) {
    expect(
        copy.recipient().userId() == null || copy.recipient().userId().equals(taker.holderId()),
        "copy %s was for another user".formatted(copy.id()));
    for (Ticket ticket : issued) {
      expect(
          ticket.origin().packageCode().equals(copy.packageCode()),
          "ticket %s is of another copy than was set aside".formatted(ticket.id()));
    }
  }

  private static boolean isStillSetAside(Claim claim) {
    return claim.isEarmark() && claim.state() instanceof Owned;
  }

  private static String taker(Claim copy) {
    return ((TakenOver) copy.state()).byClaimId();
  }

  private static CopySource sourceOf(Claim copy) {
    return copy.isEarmark()
        ? new FromRecipient(copy.recipient().key())
        : new FromStaff(copy.holderId());
  }

  // An OP's copy keeps its child; one that was set aside is the taker's.
  private static boolean holdsChild(Claim claim) {
    return claim.isEarmark()
        ? isStillSetAside(claim)
        : !claim.source().isTakeover() || claim.takesEarmark();
  }

  private void checkChildren(GiftPackage now, List<Claim> claims, List<Ticket> tickets) {
    List<IssuedCode> held =
        ClaimStage.await(stage.codeBook.list("packageId", now.id())).stream()
            .filter(child -> child.claimId() != null)
            .toList();
    distinct("child's claim", held, IssuedCode::claimId);
    Map<String, String> codes =
        held.stream().collect(Collectors.toMap(IssuedCode::claimId, IssuedCode::code, (a, b) -> a));
    List<Claim> holders = claims.stream().filter(ClaimInvariants::holdsChild).toList();
    for (Claim claim : holders) {
      expect(codes.containsKey(claim.id()), "claim %s has no child".formatted(claim.id()));
      expect(
          !claim.isEarmark() || claim.copyCode().equals(codes.get(claim.id())),
          "claim %s names another child than it holds".formatted(claim.id()));
    }
    expect(
        codes.size() == holders.size(),
        "%d children held for %d claims".formatted(codes.size(), holders.size()));
    var takers =
        claims.stream()
            .filter(claim -> claim.source() instanceof FromStaff)
            .map(Claim::id)
            .collect(Collectors.toSet());
    for (Ticket ticket : tickets) {
      expect(
          takers.contains(ticket.origin().claimId())
              || ticket.origin().packageCode().equals(codes.get(ticket.origin().claimId())),
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

  private static int size(@Nullable List<Ticket> tickets) {
    return tickets == null ? 0 : tickets.size();
  }

  private void expect(boolean holds, String otherwise) {
    if (!holds) {
      violations.add(otherwise);
    }
  }
}
