package dev.quanbao.claim.engine;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.claim.store.StoredClaim;
import dev.quanbao.giftpackage.model.ClaimTally;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.giftpackage.model.Quota.ClaimMark;
import dev.quanbao.giftpackage.model.Quota.Fence;
import dev.quanbao.giftpackage.model.Quota.Take;
import dev.quanbao.giftpackage.store.ChildPool;
import dev.quanbao.giftpackage.store.ChildWalk;
import dev.quanbao.giftpackage.store.ClaimTallyRepository;
import dev.quanbao.giftpackage.store.QuotaRepository;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.store.TicketRepository;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Stores that lack one guard each: with any of them the claim suites must find something wrong. */
public final class Sabotage {

  private Sabotage() {}

  /** Reads the quota, and writes it without looking again. */
  public static QuotaRepository unguardedQuota(ClaimStage stage, Gate bothHaveRead) {
    return new QuotaRepository(stage.packages, stage.calendar) {
      @Override
      public Uni<Boolean> take(String packageId, List<Take> claims, Instant at) {
        return read(packageId)
            .chain(found ->
                found.quota().left() < claims.size()
                    ? Uni.createFrom().item(false)
                    : bothHaveRead
                        .pass()
                        .chain(() -> count(stage, packageId, claims, at, true))
                        .replaceWith(true));
      }
    };
  }

  /** Takes the quota, but doesn't note for whom. */
  static QuotaRepository quotaWithoutNotes(ClaimStage stage) {
    return new QuotaRepository(stage.packages, stage.calendar) {
      @Override
      public Uni<Boolean> take(String packageId, List<Take> claims, Instant at) {
        return count(stage, packageId, claims, at, false).replaceWith(true);
      }
    };
  }

  /** Says that a claim is given up without seeing to it. */
  static QuotaRepository quotaWithoutFences(ClaimStage stage) {
    return new QuotaRepository(stage.packages, stage.calendar) {
      @Override
      public Uni<Boolean> fence(String packageId, List<Fence> fences) {
        return Uni.createFrom().item(true);
      }
    };
  }

  private static Uni<Void> count(
      ClaimStage stage, String packageId, List<Take> claims, Instant at, boolean noted) {
    List<Document> notes =
        claims.stream()
            .map(claim -> new ClaimMark(claim.claimId(), at))
            .map(mark -> new Document("claimId", mark.claimId()).append("at", mark.at()))
            .toList();
    ClaimTally tally =
        ClaimTally.of(claims, claim -> stage.calendar.dayOf(claim.claimedAt()), Take::channel);
    Bson counted =
        Updates.combine(
            ClaimTallyRepository.increments(tally),
            Updates.inc("quota.left", -claims.size()),
            Updates.inc("quota.claimed", claims.size()));
    return stage
        .packages
        .mongoCollection()
        .updateOne(
            Filters.eq(packageId),
            noted ? Updates.combine(counted, Updates.pushEach("quota.notes", notes)) : counted)
        .replaceWithVoid();
  }

  /** Writes claims under a key that nobody else can have. */
  public static ClaimRepository claimsWithoutKey() {
    var free = new AtomicInteger(1_000);
    return new ClaimRepository() {
      @Override
      public Uni<Set<String>> insert(List<Claim> claims) {
        return super.insert(
            claims.stream().map(claim -> claim.withNth(free.incrementAndGet())).toList());
      }
    };
  }

  /** Finds a copy that an OP still has, and takes it over without looking again. */
  static ClaimRepository unguardedPassingOn(Gate bothHaveFound) {
    return new ClaimRepository() {
      @Override
      public Uni<@Nullable Claim> takeOverAllotted(
          String opId, String packageId, @Nullable String copyId, String claimId) {
        return mongoCollection()
            .find(
                Filters.and(
                    Filters.eq("ownerId", opId),
                    Filters.eq("packageId", packageId),
                    Filters.eq("passedTo", null)))
            .collect()
            .first()
            .call(bothHaveFound::pass)
            .call(copy ->
                mongoCollection()
                    .updateOne(Filters.eq(copy.id()), Updates.set("passedTo", claimId)))
            .map(StoredClaim::toClaim);
      }
    };
  }

  /** Takes copies to give them back, whoever has taken them over meanwhile. */
  static ClaimRepository unguardedReturns(Gate bothHaveFound) {
    var taken = Gate.closed();
    return new ClaimRepository() {
      @Override
      public Uni<@Nullable Claim> takeOverEarmark(String copyId, String userId, String claimId) {
        return bothHaveFound
            .pass()
            .chain(() -> super.takeOverEarmark(copyId, userId, claimId))
            .invoke(taken::open);
      }

      @Override
      public Uni<Void> beginRelease(Collection<String> copyIds, String attemptId, Instant at) {
        return bothHaveFound
            .pass()
            .chain(taken::pass)
            .chain(() ->
                mongoCollection()
                    .updateMany(
                        Filters.in("_id", copyIds),
                        Updates.combine(
                            Updates.set("state", StoredClaim.State.RELEASING),
                            Updates.set("passedTo", attemptId))))
            .replaceWithVoid();
      }
    };
  }

  /** Puts copies back without noting that they are. */
  static QuotaRepository returnsWithoutNotes(ClaimStage stage) {
    return new QuotaRepository(stage.packages, stage.calendar) {
      @Override
      public Uni<Boolean> release(String packageId, String attemptId, int copies, Instant at) {
        return super.release(packageId, attemptId, copies, at)
            .call(() -> clearNotes(packageId, List.of(attemptId)))
            .chain(() -> Uni.createFrom().failure(new CrashPoint.Crash()));
      }
    };
  }

  /** Holds children whoever holds them already. */
  public static ChildPool unguardedChildren(ClaimStage stage, Gate bothHaveFound) {
    return new ChildPool(stage.codeBook, new ChildWalk(stage.codeBook)) {
      @Override
      public Uni<IssuedCode> hold(String childCode, String claimId) {
        return stage
            .codeBook
            .findChild(childCode)
            .chain(child -> holdWhatever(Filters.eq(child.id()), claimId));
      }

      @Override
      public Uni<Map<String, String>> holdAny(GiftPackage parent, List<String> claimIds) {
        return stage
            .codeBook
            .mongoCollection()
            .find(
                Filters.and(Filters.eq("packageId", parent.id()), Filters.eq("claimId", null)),
                new FindOptions().sort(Sorts.ascending("ordinal")).limit(claimIds.size()))
            .collect()
            .asList()
            .chain(found -> bothHaveFound.pass().chain(() -> holdEach(found, claimIds)));
      }

      private Uni<Map<String, String>> holdEach(List<IssuedCode> found, List<String> claimIds) {
        Map<String, String> held = new HashMap<>();
        Uni<Void> holds = Uni.createFrom().voidItem();
        for (int i = 0; i < found.size(); i++) {
          String claimId = claimIds.get(i);
          held.put(claimId, found.get(i).code());
          Bson child = Filters.eq(found.get(i).id());
          holds = holds.chain(() -> holdWhatever(child, claimId)).replaceWithVoid();
        }
        return holds.replaceWith(held);
      }

      private Uni<IssuedCode> holdWhatever(Bson child, String claimId) {
        return stage
            .codeBook
            .mongoCollection()
            .findOneAndUpdate(child, Updates.set("claimId", claimId));
      }
    };
  }

  /** Gives a claim's tickets new ids each time. */
  static TicketRepository ticketsWithNewIds() {
    return new TicketRepository() {
      @Override
      public Uni<Void> issue(List<Ticket> tickets) {
        return super.issue(tickets.stream().map(Sabotage::renamed).toList());
      }
    };
  }

  private static Ticket renamed(Ticket ticket) {
    return new Ticket(
        Ids.randomFor(ticket.holder().ownerId()),
        ticket.code(),
        ticket.companyId(),
        ticket.origin(),
        ticket.kind(),
        ticket.holder(),
        ticket.status(),
        ticket.validity(),
        ticket.use(),
        ticket.createdAt(),
        ticket.updatedAt(),
        ticket.sort(),
        ticket.unfiled());
  }

  /** Clears the notes first, and dies before the claims are marked. */
  static ClaimSettlement notesClearedFirst(ClaimStage stage) {
    var quota = new QuotaRepository(stage.packages, stage.calendar);
    return new ClaimSettlement(stage.claims, quota) {
      @Override
      void settleSoon(String packageId, List<String> claimIds) {
        quota.clearNotes(packageId, claimIds).subscribe().with(cleared -> {});
      }
    };
  }
}
