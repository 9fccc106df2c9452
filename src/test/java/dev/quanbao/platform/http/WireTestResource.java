package dev.quanbao.platform.http;

import com.mongodb.MongoTimeoutException;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Permission;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.http.envelope.Envelope;
import dev.quanbao.platform.http.envelope.Envelopes;
import dev.quanbao.platform.http.json.JsonRequest;
import dev.quanbao.platform.http.page.PageInfo;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Resources that show nothing but the edge. */
@Path("/op/v2/wire-test")
class WireTestResource {

  /** A request that may come without a body. */
  @JsonRequest(emptyBody = true)
  record Filter(@Nullable Integer pageNo) {}

  /** Values whose writing matters. */
  record Values(
      BigDecimal whole,
      BigDecimal fold,
      BigDecimal large,
      Instant moment,
      LocalDate day,
      @Nullable String absent) {}

  private final Envelopes envelopes;

  WireTestResource(Envelopes envelopes) {
    this.envelopes = envelopes;
  }

  @POST
  @Path("echo")
  @Operation(hidden = true)
  @RequiresPermission(Permission.PACKAGE_READ)
  public Uni<Envelope<String>> echo(WireRequest request) {
    return Uni.createFrom().item(() -> envelopes.ok(request.name()));
  }

  @POST
  @Path("shown")
  @RequiresPermission(Permission.PACKAGE_READ)
  public Uni<Envelope<String>> shown(WireRequest request) {
    return echo(request);
  }

  @POST
  @Path("filter")
  @Operation(hidden = true)
  @RequiresPermission(Permission.PACKAGE_READ)
  public Uni<Envelope<List<Integer>>> filter(Filter filter) {
    return Uni.createFrom()
        .item(() ->
            envelopes.paged(List.of(), PageInfo.of(filter.pageNo() == null ? 1 : 2, 20, 123)));
  }

  @POST
  @Path("values")
  @Operation(hidden = true)
  @RequiresPermission(Permission.PACKAGE_READ)
  public Uni<Envelope<Values>> values() {
    var values =
        new Values(
            new BigDecimal("500.00"),
            new BigDecimal("8.50"),
            new BigDecimal("5E+3"),
            Instant.ofEpochMilli(1448264807509L),
            LocalDate.of(2015, 12, 11),
            null);
    return Uni.createFrom().item(() -> envelopes.ok(values));
  }

  @POST
  @Path("fail/{how}")
  @Operation(hidden = true)
  @RequiresPermission(Permission.PACKAGE_READ)
  public Uni<Envelope<Boolean>> fail(@PathParam("how") String how) {
    return switch (how) {
      case "outage" -> Uni.createFrom().failure(new MongoTimeoutException("10.0.0.1 is down"));
      case "rate" -> throw RequestRefusedException.because(ErrorCode.RATE_LIMITED, 7);
      case "state" -> throw RequestRefusedException.because(ErrorCode.STATE_NOT_ALLOWED, "6", "7");
      default -> throw new IllegalStateException("a secret");
    };
  }
}
