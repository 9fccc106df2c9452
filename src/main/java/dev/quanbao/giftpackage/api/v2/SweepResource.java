package dev.quanbao.giftpackage.api.v2;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Permission;
import dev.quanbao.giftpackage.SweepPackages;
import dev.quanbao.giftpackage.SweepPackages.Moved;
import dev.quanbao.giftpackage.api.PackageNames;
import dev.quanbao.platform.http.envelope.Envelope;
import dev.quanbao.platform.http.envelope.Envelopes;
import dev.quanbao.platform.http.json.JsonRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The sweeps of the schedule (定时任务) as interfaces of {@code /op/v2}: 2.21, 2.30 and 2.33. */
@Path("/op/v2")
@Tag(name = "定时任务 sweeps")
public class SweepResource {

  private final SweepPackages sweepPackages;
  private final Envelopes envelopes;
  private final CurrentCall call;

  SweepResource(SweepPackages sweepPackages, Envelopes envelopes, CurrentCall call) {
    this.sweepPackages = sweepPackages;
    this.envelopes = envelopes;
    this.call = call;
  }

  /** 2.21 (定时任务：更新状态). */
  @JsonRequest(emptyBody = true)
  @Schema(
      name = "SweepTicketPackageStatus",
      examples = "{\"TicketPackageId\": \"2c2aacf0a7e54b34ab18b64e1a14f4a4\"}")
  public record SweepOne(
      @Schema(description = "id of the package; none: all of the client's companies")
          @Size(min = 1, max = 64)
          @Nullable String ticketPackageId) {}

  /** 2.30 (定时任务：更新全部使用状态). */
  @JsonRequest(emptyBody = true)
  @Schema(name = "SweepAllUseStatus", examples = "{}")
  public record SweepAll() {}

  /** 2.33 (定时任务：是否领取完毕). */
  @JsonRequest(emptyBody = true)
  @Schema(name = "SweepReceiveOver", examples = "{}")
  public record SweepReceiveOver() {}

  /** Answer of 2.21 and 2.30. */
  @Schema(name = "SweepResult")
  @RegisterForReflection
  public record SweepResult(
      @Schema(description = "packages that were written down as 已过期") int packages,
      @Schema(description = "tickets that were written down as 已经过期") int tickets) {

    static SweepResult of(Moved moved) {
      return new SweepResult(moved.packages(), moved.tickets());
    }
  }

  @POST
  @Path("/sweepTicketPackageStatus")
  @RequiresPermission(Permission.PACKAGE_WRITE)
  @Operation(
      summary = "2.21 定时任务：更新状态",
      description = "Writes down what has expired, of one package or of all; may have no body.")
  public Uni<Envelope<SweepResult>> sweepOne(SweepOne request) {
    String id = request.ticketPackageId();
    Uni<Moved> moved =
        id == null ? sweepPackages.all(call.caller()) : sweepPackages.one(id, call.caller());
    return PackageNames.inRefusals(moved, SweepOne.class).map(SweepResult::of).map(envelopes::ok);
  }

  @POST
  @Path("/sweepAllUseStatus")
  @RequiresPermission(Permission.PACKAGE_WRITE)
  @Operation(
      summary = "2.30 定时任务：更新全部使用状态",
      description = "Writes down what has expired, in the client's companies; may have no body.")
  public Uni<Envelope<SweepResult>> sweepAll(SweepAll request) {
    return sweepPackages.all(call.caller()).map(SweepResult::of).map(envelopes::ok);
  }

  @POST
  @Path("/sweepReceiveOver")
  @RequiresPermission(Permission.PACKAGE_WRITE)
  @Operation(
      summary = "2.33 定时任务：是否领取完毕",
      description =
          "Writes down which packages have nothing left; answers the ids of those whose end nobody"
              + " had written down before. May have no body.")
  public Uni<Envelope<List<String>>> sweepReceiveOver(SweepReceiveOver request) {
    return sweepPackages.receiveEnds(call.caller()).map(envelopes::ok);
  }
}
