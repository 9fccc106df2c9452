package dev.quanbao.directory.api.v3;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Permission;
import dev.quanbao.directory.ChangeCompany;
import dev.quanbao.directory.PutChat;
import dev.quanbao.directory.api.v3.DirectoryRequests.PutChatRequest;
import dev.quanbao.directory.api.v3.DirectoryRequests.PutCompany;
import dev.quanbao.directory.model.Chat;
import dev.quanbao.directory.model.Company;
import dev.quanbao.directory.model.CompanyPart;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.http.header.IfMatch;
import dev.quanbao.platform.id.OpaqueIds;
import dev.quanbao.platform.idempotency.Idempotent;
import dev.quanbao.platform.uri.PercentEncoding;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Companies and chats on {@code /v3}. */
@Path("/v3")
@Tag(name = "directory")
public class CompanyResource {

  private final ChangeCompany change;
  private final PutChat putChat;
  private final CurrentCall call;

  CompanyResource(ChangeCompany change, PutChat putChat, CurrentCall call) {
    this.change = change;
    this.putChat = putChat;
    this.call = call;
  }

  /** A company. */
  @Schema(name = "Company")
  @RegisterForReflection
  public record CompanyView(
      @Schema(description = "公司ID") String id,
      @Schema(description = "shown to people") String name) {}

  /** A chat. */
  @Schema(name = "Chat")
  @RegisterForReflection
  public record ChatView(
      @Schema(description = "会话id") String id,
      @Schema(description = "whose OP talks") String companyId,
      @Schema(description = "the user") @Nullable String userId,
      @Schema(description = "the OP") @Nullable String opId) {}

  @PUT
  @Path("/companies/{companyId}")
  @RequiresPermission({Permission.DIRECTORY, Permission.CLIENT_ADMIN})
  @Idempotent
  @Operation(
      operationId = "putCompany",
      summary = "公司: a company's name",
      description =
          "Renames a company of the client's; with client:admin any, and creates it (201) if need"
              + " be.")
  public Uni<RestResponse<CompanyView>> company(
      @PathParam("companyId") String companyId,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      PutCompany request) {
    refuseUnlessId(companyId);
    return change
        .put(
            companyId,
            Objects.requireNonNull(request.name()),
            IfMatch.of(ifMatch)::require,
            call.caller())
        .map(put -> answer(put.company(), put.isNew()));
  }

  private static RestResponse<CompanyView> answer(Company company, boolean isNew) {
    return Answers.put(
        new CompanyView(company.id(), company.name()),
        company.revision(CompanyPart.NAME),
        isNew ? URI.create("/v3/companies/" + PercentEncoding.encode(company.id())) : null);
  }

  @PUT
  @Path("/chats/{chatId}")
  @RequiresPermission(Permission.DIRECTORY)
  @Idempotent
  @Operation(
      operationId = "putChat",
      summary = "会话: between whom a chat is",
      description =
          "What 2.8 and 2.13.1 look up. Chat ids are the installation's; another company's is not"
              + " found.")
  public Uni<RestResponse<ChatView>> chat(
      @PathParam("chatId") String chatId,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      PutChatRequest request) {
    refuseUnlessId(chatId);
    var wanted =
        new Chat(
            chatId, Objects.requireNonNull(request.companyId()), request.userId(), request.opId());
    return putChat
        .put(wanted, IfMatch.of(ifMatch)::require, call.caller())
        .map(put -> answer(put.chat(), put.isNew()));
  }

  private static RestResponse<ChatView> answer(Chat chat, boolean isNew) {
    return Answers.put(
        new ChatView(chat.id(), chat.companyId(), chat.userId(), chat.opId()),
        chat.revisionOrZero(),
        isNew ? URI.create("/v3/chats/" + PercentEncoding.encode(chat.id())) : null);
  }

  // No company and no chat can have such an id.
  private static void refuseUnlessId(String id) {
    if (!OpaqueIds.isWellFormed(id)) {
      throw RequestRefusedException.because(ErrorCode.NOT_FOUND);
    }
  }
}
