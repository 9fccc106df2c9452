package dev.quanbao.platform.http;

import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Permission;
import dev.quanbao.platform.http.constraint.Distinct;
import dev.quanbao.platform.http.constraint.OpaqueId;
import dev.quanbao.platform.http.json.JsonList;
import dev.quanbao.platform.http.json.JsonRequest;
import dev.quanbao.platform.http.json.Rfc3339;
import dev.quanbao.platform.http.page.CursorPage;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Lists of the resource-oriented surface. */
@Path("/v3/list-test")
public class ListTestResource {

  /** An item of a list body. */
  @JsonRequest
  public record Item(
      @NotNull @OpaqueId @Distinct @Nullable String id,
      @NotBlank @Size(min = 1, max = 4) @Nullable String name) {}

  /** What is answered. */
  record Moment(@Rfc3339 Instant at, @Rfc3339 @Nullable Instant never, Instant epoch) {}

  @PUT
  @Operation(hidden = true)
  @RequiresPermission(Permission.DIRECTORY)
  public Uni<List<String>> put(JsonList<Item> list) {
    return Uni.createFrom().item(list.items().stream().map(Item::id).toList());
  }

  @GET
  @Operation(hidden = true)
  @RequiresPermission(Permission.PACKAGE_READ)
  public Uni<CursorPage<Moment>> get(@QueryParam("limit") @Nullable String limit) {
    var parameters = new Parameters();
    int most = parameters.limit(limit);
    parameters.refuseIfAny();
    Instant at = Instant.parse("2015-12-11T00:00:00.0019Z");
    var moment = new Moment(at, null, at);
    return Uni.createFrom()
        .item(() -> CursorPage.of(java.util.Collections.nCopies(51, moment), most, last -> "next"));
  }
}
