package dev.quanbao.directory.api.v3;

import dev.quanbao.directory.model.NamedItem;
import dev.quanbao.directory.model.NewStaff;
import dev.quanbao.platform.http.constraint.Distinct;
import dev.quanbao.platform.http.constraint.HexId;
import dev.quanbao.platform.http.constraint.OpaqueId;
import dev.quanbao.platform.http.json.JsonRequest;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The requests about the directory, one record each. */
public final class DirectoryRequests {

  private DirectoryRequests() {}

  /** A company's name. */
  @JsonRequest
  @Schema(name = "PutCompany", examples = "{\"name\": \"演示公司\"}")
  public record PutCompany(
      @Schema(description = "shown to people") @NotBlank @Size(max = 64) @Nullable String name) {}

  /** One item of a list. */
  @JsonRequest
  @Schema(name = "PutItem")
  public record PutItem(
      @Schema(description = "unique within the list") @NotNull @OpaqueId @Distinct
          @Nullable String id,
      @Schema(description = "unique within the list") @NotBlank @Size(max = 64) @Distinct
          @Nullable String name) {

    NamedItem toItem() {
      return new NamedItem(id, Objects.requireNonNull(name));
    }
  }

  /** One theme (主题). */
  @JsonRequest
  @Schema(name = "PutTheme")
  public record PutTheme(
      @Schema(description = "32 hex, unique within the list") @NotNull @HexId @Distinct
          @Nullable String id,
      @Schema(description = "unique within the list") @NotBlank @Size(max = 64) @Distinct
          @Nullable String name) {

    NamedItem toItem() {
      return new NamedItem(id, Objects.requireNonNull(name));
    }
  }

  /** One member of the staff (员工). */
  @JsonRequest
  @Schema(name = "PutStaffMember")
  public record PutStaffMember(
      @Schema(description = "OP ID, unique within the list") @NotNull @OpaqueId @Distinct
          @Nullable String id,
      @Schema(description = "shown to people") @NotBlank @Size(max = 64) @Nullable String name,
      @Schema(description = "组; null for none") @OpaqueId @Nullable String groupId) {

    NewStaff toStaff() {
      return new NewStaff(Objects.requireNonNull(id), Objects.requireNonNull(name), groupId);
    }
  }

  /** Between whom a chat (会话) is. */
  @JsonRequest
  @Schema(
      name = "PutChat",
      examples =
          "{\"companyId\": \"x1111111111\", \"userId\": \"u0001dfae31623f9a499baac77e8709910c42\","
              + " \"opId\": \"op001\"}")
  public record PutChatRequest(
      @Schema(description = "whose OP talks") @NotNull @OpaqueId @Nullable String companyId,
      @Schema(description = "the user; null if none is known") @OpaqueId @Nullable String userId,
      @Schema(description = "the OP; null if none is known") @OpaqueId @Nullable String opId) {}
}
