package dev.quanbao.giftpackage.api.v2;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Permission;
import dev.quanbao.giftpackage.CreatePackage;
import dev.quanbao.giftpackage.FindPackages;
import dev.quanbao.giftpackage.MovePackage;
import dev.quanbao.giftpackage.SetUseStatus;
import dev.quanbao.giftpackage.UpdatePackage;
import dev.quanbao.giftpackage.api.PackageNames;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.model.UseStatus;
import dev.quanbao.platform.error.Messages;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.http.envelope.Envelope;
import dev.quanbao.platform.http.envelope.Envelopes;
import dev.quanbao.platform.time.BusinessCalendar;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The life of a package on {@code /op/v2}: 2.1 to 2.6 and 2.29. */
@Path("/op/v2")
@Tag(name = "礼包 packages")
public class PackageResource {

  private final CreatePackage createPackage;
  private final UpdatePackage updatePackage;
  private final MovePackage movePackage;
  private final SetUseStatus setUseStatus;
  private final FindPackages findPackages;
  private final BusinessCalendar calendar;
  private final Envelopes envelopes;
  private final CurrentCall call;

  PackageResource(
      CreatePackage createPackage,
      UpdatePackage updatePackage,
      MovePackage movePackage,
      SetUseStatus setUseStatus,
      FindPackages findPackages,
      BusinessCalendar calendar,
      Envelopes envelopes,
      CurrentCall call) {
    this.createPackage = createPackage;
    this.updatePackage = updatePackage;
    this.movePackage = movePackage;
    this.setUseStatus = setUseStatus;
    this.findPackages = findPackages;
    this.calendar = calendar;
    this.envelopes = envelopes;
    this.call = call;
  }

  @POST
  @Path("/createTicketPackage")
  @RequiresPermission(Permission.PACKAGE_WRITE)
  @Operation(summary = "2.1 创建礼包", description = "Creates a package; answers its id.")
  public Uni<Envelope<String>> create(CreateTicketPackage request) {
    return createPackage
        .create(request.toNewPackage(calendar), call.caller())
        .plug(PackageResource::named)
        .map(GiftPackage::id)
        .map(envelopes::ok);
  }

  /** Answer of 2.29: the package, or why there is none. */
  @RegisterForReflection
  public record CreateResult(
      boolean result,
      @Nullable String reason,
      @Nullable String message,
      @Nullable TicketPackageView ticketPackage) {}

  @POST
  @Path("/createTicketPackageWithResult")
  @RequiresPermission(Permission.PACKAGE_WRITE)
  @Operation(
      summary = "2.29 创建礼包（带结果或原因）",
      description = "As 2.1; a business refusal is answered with result false.")
  public Uni<Envelope<CreateResult>> createWithResult(CreateTicketPackage request) {
    return createPackage
        .create(request.toNewPackage(calendar), call.caller())
        .plug(PackageResource::named)
        .map(created -> new CreateResult(true, null, null, view(created)))
        .onFailure(RequestRefusedException::isBusiness)
        .recoverWithItem(failure -> refusedCreation((RequestRefusedException) failure))
        .map(envelopes::ok);
  }

  private CreateResult refusedCreation(RequestRefusedException refused) {
    return new CreateResult(
        false,
        refused.code().name(),
        Messages.of(refused.code(), envelopes.language(), refused.args()),
        null);
  }

  @POST
  @Path("/updateTicketPackage")
  @RequiresPermission(Permission.PACKAGE_WRITE)
  @Operation(summary = "2.2 修改礼包", description = "Changes what is given; answers the package.")
  public Uni<Envelope<TicketPackageView>> update(UpdateTicketPackage request) {
    return updatePackage
        .update(
            Objects.requireNonNull(request.ticketPackageId()),
            request.toEdit(calendar),
            Objects.requireNonNull(request.operatorId()),
            call.caller())
        .plug(PackageResource::named)
        .map(this::view)
        .map(envelopes::ok);
  }

  @POST
  @Path("/deleteTicketPackage")
  @RequiresPermission(Permission.PACKAGE_WRITE)
  @Operation(summary = "2.3 删除礼包", description = "Deletes it; a published one is closed first.")
  public Uni<Envelope<Boolean>> delete(Requests.Delete request) {
    return move(
        new MovePackage.Wanted(
            Objects.requireNonNull(request.ticketPackageId()),
            SendStatus.DELETED,
            Objects.requireNonNull(request.operatorId()),
            null,
            null,
            false));
  }

  @POST
  @Path("/updateTicketPackageSendStatus")
  @RequiresPermission({Permission.PACKAGE_WRITE, Permission.PACKAGE_REVIEW})
  @Operation(
      summary = "2.4 更新礼包发送状态",
      description = "Moves it along its life cycle; 2, 3 and 4 need package:review.")
  public Uni<Envelope<Boolean>> updateSendStatus(Requests.Move request) {
    return move(
        new MovePackage.Wanted(
            Objects.requireNonNull(request.ticketPackageId()),
            SendStatus.of(Objects.requireNonNull(request.sendStatus())).orElseThrow(),
            Objects.requireNonNull(request.operatorId()),
            request.examinerId(),
            request.suggestion(),
            Boolean.TRUE.equals(request.closeTickets())));
  }

  private Uni<Envelope<Boolean>> move(MovePackage.Wanted wanted) {
    return movePackage
        .move(wanted, call.caller())
        .plug(PackageResource::named)
        .map(moved -> envelopes.ok(true));
  }

  @POST
  @Path("/updateTicketPackageUseStatus")
  @RequiresPermission(Permission.PACKAGE_WRITE)
  @Operation(summary = "2.5 更新礼包使用状态", description = "Declares it expired, or normal again.")
  public Uni<Envelope<Boolean>> updateUseStatus(Requests.SetUse request) {
    return setUseStatus
        .set(
            Objects.requireNonNull(request.ticketPackageId()),
            UseStatus.of(Objects.requireNonNull(request.useStatus())),
            Objects.requireNonNull(request.operatorId()),
            call.caller())
        .plug(PackageResource::named)
        .map(set -> envelopes.ok(true));
  }

  @POST
  @Path("/getTicketPackageById")
  @RequiresPermission(Permission.PACKAGE_READ)
  @Operation(summary = "2.6 礼包详细信息", description = "Answers the package, deleted ones too.")
  public Uni<Envelope<TicketPackageView>> get(Requests.ById request) {
    return findPackages
        .find(Objects.requireNonNull(request.ticketPackageId()), call.caller())
        .map(this::view)
        .map(envelopes::ok);
  }

  // Every request of a package gives its properties the names that an edit has for them.
  private static <T> Uni<T> named(Uni<T> answer) {
    return PackageNames.inRefusals(answer, UpdateTicketPackage.class);
  }

  private TicketPackageView view(GiftPackage shown) {
    return TicketPackageView.of(shown, call.caller().now());
  }
}
