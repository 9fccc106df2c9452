package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimDecision;
import dev.quanbao.claim.model.ClaimDecision.Found;
import dev.quanbao.claim.model.ClaimDecision.Granted;
import dev.quanbao.claim.model.ClaimDecision.Rejected;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.ticket.model.Ticket;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A claim on its way through the steps, from the wish to the decision; belongs to one batch and is
 * touched by one step at a time.
 */
final class Attempt {

  private final ClaimRequest request;
  private final Executor home;
  private final CompletableFuture<ClaimDecision> decision = new CompletableFuture<>();
  private @Nullable Claim claim;

  Attempt(ClaimRequest request, Executor home) {
    this.request = request;
    this.home = home;
  }

  ClaimRequest request() {
    return request;
  }

  /** Where whoever asked goes on. */
  Executor home() {
    return home;
  }

  CompletableFuture<ClaimDecision> decision() {
    return decision;
  }

  Claim claim() {
    Claim written = claim;
    if (written == null) {
      throw new IllegalStateException("a claim is asked for before it was written");
    }
    return written;
  }

  String claimId() {
    return claim().id();
  }

  void is(Claim written) {
    claim = written;
  }

  void grant(List<Ticket> tickets) {
    decision.complete(new Granted(claim(), tickets));
  }

  void reject(ErrorCode reason) {
    decision.complete(new Rejected(reason));
  }

  void resume(Claim earlier) {
    decision.complete(new Found(earlier));
  }

  /** Ends as another attempt of the same operation ends. */
  void follow(Attempt twin) {
    Uni.createFrom()
        .completionStage(twin.decision)
        .subscribe()
        .with(decision::complete, decision::completeExceptionally);
  }

  void fail(Throwable failure) {
    decision.completeExceptionally(failure);
  }
}
