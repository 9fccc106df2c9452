package dev.quanbao.claim.api.v2;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Permission;
import dev.quanbao.claim.AllotPackage;
import dev.quanbao.claim.DispatchPackage;
import dev.quanbao.claim.model.ClaimDecision.Rejected;
import dev.quanbao.claim.model.RecipientResult;
import dev.quanbao.platform.error.Messages;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.http.envelope.Envelope;
import dev.quanbao.platform.http.envelope.Envelopes;
import dev.quanbao.platform.idempotency.Idempotent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Copies for many on {@code /op/v2}: 2.9, 2.16, 2.19, 2.27 and 2.28. */
@Path("/op/v2")
@Tag(name = "派发 distribution")
public class DistributionResource {

  private final DispatchPackage dispatchPackage;
  private final AllotPackage allotPackage;
  private final Envelopes envelopes;
  private final CurrentCall call;

  DistributionResource(
      DispatchPackage dispatchPackage,
      AllotPackage allotPackage,
      Envelopes envelopes,
      CurrentCall call) {
    this.dispatchPackage = dispatchPackage;
    this.allotPackage = allotPackage;
    this.envelopes = envelopes;
    this.call = call;
  }

  /** Answer of 2.27: for each user, whether the user was served. */
  @Schema(name = "UsersServed")
  @RegisterForReflection
  public record UsersServed(int succeeded, int failed, List<UserItem> items) {}

  /** One user of 2.27. */
  @RegisterForReflection
  public record UserItem(
      String userId,
      boolean result,
      @Schema(description = "as in SOLD_OUT; null when served") @Nullable String reason,
      @Nullable String message) {}

  /** Answer of 2.28: for each OP, whether the OP was served. */
  @Schema(name = "OpsServed")
  @RegisterForReflection
  public record OpsServed(int succeeded, int failed, List<OpItem> items) {}

  /** One OP of 2.28. */
  @RegisterForReflection
  public record OpItem(
      String opId,
      boolean result,
      @Schema(description = "as in SOLD_OUT; null when served") @Nullable String reason,
      @Nullable String message) {}

  @POST
  @Path("/distributeTicketPackageToUsers")
  @RequiresPermission(Permission.CLAIM)
  @Idempotent
  @Operation(
      summary = "2.16 给用户集合派发",
      description =
          "Claims a copy for each user; the number of users served. If none was, the reason of the"
              + " first is the answer.")
  public Uni<Envelope<Integer>> toUsers(DistributionRequests.ToUsers request) {
    return dispatch(request).map(served -> envelopes.ok(count(served)));
  }

  @POST
  @Path("/distributeTicketPackageToUsersWithResult")
  @RequiresPermission(Permission.CLAIM)
  @Idempotent
  @Operation(
      summary = "2.27 给用户集合派发（带结果或原因）",
      description = "As 2.16, with the result of each user.")
  public Uni<Envelope<UsersServed>> toUsersWithResult(DistributionRequests.ToUsers request) {
    return dispatch(request)
        .map(served -> {
          List<UserItem> items =
              items(
                  served,
                  (one, told) ->
                      new UserItem(
                          one.recipientId(), one.isServed(), told.reason(), told.message()));
          int succeeded = succeeded(served);
          return envelopes.ok(new UsersServed(succeeded, served.size() - succeeded, items));
        });
  }

  private Uni<List<RecipientResult>> dispatch(DistributionRequests.ToUsers request) {
    return dispatchPackage.toUsers(
        Objects.requireNonNull(request.ticketPackageId()),
        Objects.requireNonNull(request.userIds()),
        Objects.requireNonNull(request.senderId()),
        call.caller());
  }

  @Deprecated
  @POST
  @Path("/distributeTicketPackageToOps")
  @RequiresPermission(Permission.CLAIM)
  @Idempotent
  @Operation(
      deprecated = true,
      summary = "2.9 给OP集合派发",
      description = "2.19 with a copy for each OP; struck out in the seed, use that one.")
  public Uni<Envelope<Integer>> toOps(DistributionRequests.ToOps request) {
    return allotPackage
        .allot(request.toCommand(), call.caller())
        .map(served -> envelopes.ok(count(served)));
  }

  @POST
  @Path("/allotTicketPackageToOps")
  @RequiresPermission(Permission.CLAIM)
  @Idempotent
  @Operation(
      summary = "2.19 分配给公司全部或部分OP并生成优惠券",
      description =
          "Sets copies aside for OPs, to be passed on with FromAllotment; the number of OPs served."
              + " If none was, the reason of the first is the answer.")
  public Uni<Envelope<Integer>> allot(DistributionRequests.Allot request) {
    return allotPackage
        .allot(request.toCommand(), call.caller())
        .map(served -> envelopes.ok(count(served)));
  }

  @POST
  @Path("/allotTicketPackageToOpsWithResult")
  @RequiresPermission(Permission.CLAIM)
  @Idempotent
  @Operation(
      summary = "2.28 分配给公司全部或部分OP（带结果或原因）",
      description = "As 2.19, with the result of each OP.")
  public Uni<Envelope<OpsServed>> allotWithResult(DistributionRequests.Allot request) {
    return allotPackage
        .allot(request.toCommand(), call.caller())
        .map(served -> {
          List<OpItem> items =
              items(
                  served,
                  (one, told) ->
                      new OpItem(one.recipientId(), one.isServed(), told.reason(), told.message()));
          int succeeded = succeeded(served);
          return envelopes.ok(new OpsServed(succeeded, served.size() - succeeded, items));
        });
  }

  /** A reason and its text in the caller's language; both null for a recipient who was served. */
  private record Told(@Nullable String reason, @Nullable String message) {}

  private <T> List<T> items(
      List<RecipientResult> served, BiFunction<RecipientResult, Told, T> item) {
    return served.stream().map(one -> item.apply(one, told(one.rejected()))).toList();
  }

  private Told told(@Nullable Rejected rejected) {
    return rejected == null
        ? new Told(null, null)
        : new Told(
            rejected.reason().name(),
            Messages.of(rejected.reason(), envelopes.language(), rejected.args()));
  }

  private static int succeeded(List<RecipientResult> served) {
    return (int) served.stream().filter(RecipientResult::isServed).count();
  }

  private static int count(List<RecipientResult> served) {
    int succeeded = succeeded(served);
    Rejected first = served.isEmpty() ? null : served.getFirst().rejected();
    if (succeeded == 0 && first != null) {
      throw RequestRefusedException.because(first.reason(), first.args().toArray());
    }
    return succeeded;
  }
}
