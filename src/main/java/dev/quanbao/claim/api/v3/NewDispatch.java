package dev.quanbao.claim.api.v3;

import dev.quanbao.platform.http.constraint.OpaqueId;
import dev.quanbao.platform.http.json.JsonRequest;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The request for a dispatch: the users, and who sends the package. */
@JsonRequest
@Schema(name = "NewDispatch", examples = "{\"userIds\": [\"u0001\"], \"senderId\": \"op001\"}")
public record NewDispatch(
    @Schema(description = "用户") @NotNull @Size(min = 1, max = 100_000)
        @Nullable List<@NotNull @OpaqueId String> userIds,
    @Schema(description = "who sends them") @NotNull @OpaqueId @Nullable String senderId) {}
