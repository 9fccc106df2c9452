package dev.quanbao.delivery.api.v2;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Permission;
import dev.quanbao.delivery.SendCodes;
import dev.quanbao.delivery.SendCodes.Decided;
import dev.quanbao.delivery.SendCodes.Order;
import dev.quanbao.platform.http.envelope.Envelope;
import dev.quanbao.platform.http.envelope.Envelopes;
import dev.quanbao.platform.idempotency.Idempotent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Messages with codes on {@code /op/v2}: 2.22 and 2.23. */
@Path("/op/v2")
@Tag(name = "消息 messages")
public class MessageResource {

  private final SendCodes sendCodes;
  private final Envelopes envelopes;
  private final CurrentCall call;

  MessageResource(SendCodes sendCodes, Envelopes envelopes, CurrentCall call) {
    this.sendCodes = sendCodes;
    this.envelopes = envelopes;
    this.call = call;
  }

  /** Answer of 2.22. */
  @Schema(name = "SentBySms")
  @RegisterForReflection
  public record SentBySms(
      @Schema(description = "the job that sends them; null when none is") @Nullable String jobId,
      @Schema(description = "who gets a message") int accepted,
      List<RefusedPhone> refused) {}

  /** One receiver who gets no short message. */
  @Schema(name = "RefusedPhone")
  @RegisterForReflection
  public record RefusedPhone(
      @Schema(description = "as in 138****1234") String phone,
      @Schema(description = "as in SOLD_OUT or RATE_LIMITED") String reason) {}

  /** Answer of 2.23. */
  @Schema(name = "SentByPush")
  @RegisterForReflection
  public record SentByPush(
      @Schema(description = "the job that sends them; null when none is") @Nullable String jobId,
      @Schema(description = "who gets a message") int accepted,
      List<RefusedUser> refused) {}

  /** One receiver who gets no push. */
  @Schema(name = "RefusedUser")
  @RegisterForReflection
  public record RefusedUser(String userId, @Schema(description = "as in SOLD_OUT") String reason) {}

  @POST
  @Path("/sendTicketPackageCodesBySms")
  @RequiresPermission(Permission.CLAIM)
  @Idempotent
  @Operation(
      summary = "2.22 短信发送",
      description =
          "Sets a copy aside for each receiver and has its code sent to him; a phone gets at most 1"
              + " message a minute, 5 an hour and 10 a day.")
  public Uni<Envelope<SentBySms>> bySms(MessageRequests.BySms request) {
    return order(
        request.toOrder(),
        decided ->
            new SentBySms(
                decided.jobId(), decided.accepted(), refused(decided, RefusedPhone::new)));
  }

  @POST
  @Path("/sendTicketPackageCodesByPush")
  @RequiresPermission(Permission.CLAIM)
  @Idempotent
  @Operation(
      summary = "2.23 PUSH发送",
      description = "Sets a copy aside for each user and has its code pushed to his devices.")
  public Uni<Envelope<SentByPush>> byPush(MessageRequests.ByPush request) {
    return order(
        request.toOrder(),
        decided ->
            new SentByPush(
                decided.jobId(), decided.accepted(), refused(decided, RefusedUser::new)));
  }

  private <T> Uni<Envelope<T>> order(Order order, Function<Decided, T> answer) {
    return sendCodes.order(order, call.caller()).map(answer).map(envelopes::ok);
  }

  private static <T> List<T> refused(Decided decided, BiFunction<String, String, T> receiver) {
    return decided.rejected().stream()
        .map(one -> receiver.apply(one.shown(), one.reason().name()))
        .toList();
  }
}
