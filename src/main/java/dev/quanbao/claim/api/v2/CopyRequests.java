package dev.quanbao.claim.api.v2;

import dev.quanbao.platform.http.json.JsonRequest;
import dev.quanbao.platform.page.PageRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The requests about the copies of a package, one record each. */
public final class CopyRequests {

  static final int DEFAULT_PAGE_SIZE = 20;
  static final int MAX_PAGE_SIZE = 10_000;

  private CopyRequests() {}

  /** 2.20, 2.24 and 2.26 (子礼包编号集合). */
  @JsonRequest
  @Schema(
      name = "GetChildTicketPackageCodes",
      examples = "{\"TicketPackageId\": \"2c2aacf0a7e54b34ab18b64e1a14f4a4\", \"PageSize\": 100}")
  public record Codes(
      @Schema(description = "id of the package") @NotBlank @Nullable String ticketPackageId,
      @Schema(
              description =
                  "only claimed ones, or only those that aren't, set aside for a message or not;"
                      + " absent: all")
          @Nullable Boolean claimed,
      @Schema(description = "page, from 1", examples = "1") @Min(1) @Max(100_000_000)
          @Nullable Integer pageNo,
      @Schema(description = "items a page, at most 10,000; 20 unless given", examples = "20")
          @Min(1)
          @Max(MAX_PAGE_SIZE)
          @Nullable Integer pageSize) {

    PageRequest page() {
      return new PageRequest(
          pageNo == null ? 1 : pageNo, pageSize == null ? DEFAULT_PAGE_SIZE : pageSize);
    }
  }

  /** 2.31 (任意一个子礼包别名). */
  @JsonRequest
  @Schema(
      name = "GetAnyChildTicketPackageAlias",
      examples = "{\"TicketPackageId\": \"2c2aacf0a7e54b34ab18b64e1a14f4a4\"}")
  public record AnyAlias(
      @Schema(description = "id of the package") @NotBlank @Nullable String ticketPackageId) {}
}
