package dev.quanbao.claim.api.v3;

import dev.quanbao.claim.ClaimCommand;
import dev.quanbao.claim.ClaimCommand.Claimant;
import dev.quanbao.claim.model.PackageRef;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.http.constraint.OpaqueId;
import dev.quanbao.platform.http.json.JsonRequest;
import dev.quanbao.platform.http.json.SelfChecking;
import dev.quanbao.platform.http.json.Violations;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The request for a claim: one copy of a package for a user. */
@JsonRequest
@Schema(
    name = "NewClaim",
    examples =
        "{\"userId\": \"u0001dfae31623f9a499baac77e8709910c42\","
            + " \"packageId\": \"2c2aacf0a7e54b34ab18b64e1a14f4a4\", \"channel\": \"七煌\"}")
public record NewClaim(
    @Schema(description = "用户ID") @NotNull @OpaqueId @Nullable String userId,
    @Schema(description = "the package by its id; this or code") @Size(min = 1, max = 64)
        @Nullable String packageId,
    @Schema(description = "the package or a child by its code or alias code; this or packageId")
        @Size(min = 1, max = 64)
        @Nullable String code,
    @Schema(description = "使用渠道, by name or id; required where the package names any")
        @Size(min = 1, max = 64)
        @Nullable String channel)
    implements SelfChecking {

  // An alias code never looks like this.
  private static final Pattern PACKAGE_CODE = Pattern.compile("[0-9]{10,}");

  @Override
  public void check(Violations violations) {
    if ((packageId == null) == (code == null)) {
      violations.add(Violation.invalid("packageId", "violation.oneOfFields", "packageId, code"));
    }
  }

  ClaimCommand toCommand() {
    var user = new Claimant.ByUser(Objects.requireNonNull(userId));
    return new ClaimCommand(user, target(), channel, null, false);
  }

  private PackageRef target() {
    if (code == null) {
      return new PackageRef.ById(Objects.requireNonNull(packageId));
    }
    return PACKAGE_CODE.matcher(code).matches()
        ? new PackageRef.ByCode(code)
        : new PackageRef.ByAlias(code);
  }
}
