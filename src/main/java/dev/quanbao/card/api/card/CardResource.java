package dev.quanbao.card.api.card;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Caller;
import dev.quanbao.access.model.Permission;
import dev.quanbao.card.CreateCard;
import dev.quanbao.card.DeleteCard;
import dev.quanbao.card.FindCards;
import dev.quanbao.card.UpdateCard;
import dev.quanbao.card.api.card.CardRequests.CouponTicket;
import dev.quanbao.card.api.card.CardRequests.DiscountTicket;
import dev.quanbao.card.api.card.CardRequests.GiftTicket;
import dev.quanbao.card.api.card.CardRequests.GrouponTicket;
import dev.quanbao.card.api.card.CardRequests.NewTicket;
import dev.quanbao.card.api.card.CardRequests.UpdateTicket;
import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.idempotency.Idempotent;
import dev.quanbao.platform.page.Page;
import dev.quanbao.platform.page.PageRequest;
import dev.quanbao.platform.time.BusinessCalendar;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Card templates (优惠券管理). */
@Path("")
@Tag(name = "优惠券 cards")
public class CardResource {

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
  private static final String CREATES =
      "Creates a template; the info is checked as WeChat would, and kept whole.";

  private final CreateCard createCard;
  private final UpdateCard updateCard;
  private final DeleteCard deleteCard;
  private final FindCards findCards;
  private final BusinessCalendar calendar;
  private final CurrentCall call;

  CardResource(
      CreateCard createCard,
      UpdateCard updateCard,
      DeleteCard deleteCard,
      FindCards findCards,
      BusinessCalendar calendar,
      CurrentCall call) {
    this.createCard = createCard;
    this.updateCard = updateCard;
    this.deleteCard = deleteCard;
    this.findCards = findCards;
    this.calendar = calendar;
    this.call = call;
  }

  @POST
  @Path("/discount/ticket")
  @RequiresPermission(Permission.CARD)
  @Idempotent
  @Operation(operationId = "createDiscountCard", summary = "代制折扣券", description = CREATES)
  public Uni<CardAnswers.One> discount(DiscountTicket request) {
    return create(request);
  }

  @POST
  @Path("/coupon/ticket")
  @RequiresPermission(Permission.CARD)
  @Idempotent
  @Operation(operationId = "createCouponCard", summary = "代制现金券", description = CREATES)
  public Uni<CardAnswers.One> coupon(CouponTicket request) {
    return create(request);
  }

  @POST
  @Path("/groupon/ticket")
  @RequiresPermission(Permission.CARD)
  @Idempotent
  @Operation(operationId = "createGrouponCard", summary = "代制团购券", description = CREATES)
  public Uni<CardAnswers.One> groupon(GrouponTicket request) {
    return create(request);
  }

  @POST
  @Path("/gift/ticket")
  @RequiresPermission(Permission.CARD)
  @Idempotent
  @Operation(operationId = "createGiftCard", summary = "代制礼品券", description = CREATES)
  public Uni<CardAnswers.One> gift(GiftTicket request) {
    return create(request);
  }

  @GET
  @Path(ListQuery.PATH)
  @RequiresPermission(Permission.CARD)
  @Operation(
      operationId = "listCards",
      summary = "优惠券列表",
      description =
          "The templates of the client's companies, the newest first; deleted ones only where"
              + " status is searched by. Searched by ticket_type, begin_at, end_at, created_at,"
              + " status, sync, title, brand_name and app_id; the values stand in parameters of"
              + " the same names.")
  @Parameter(
      name = "search",
      in = ParameterIn.QUERY,
      description =
          "field,operator joined by ; with = != > >= < <=, of texts like, too; > and < are"
              + " percent-encoded in a URL",
      example = "ticket_type,=;begin_at,>=;end_at,<;",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "page",
      in = ParameterIn.QUERY,
      description = "1 unless given",
      schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "10000"))
  @Parameter(
      name = "per_page",
      in = ParameterIn.QUERY,
      description = "15 unless given",
      schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
  public Uni<CardAnswers.Listed> list(@Context HttpServerRequest request) {
    // The grammar's semicolons are part of a value and separate no parameters.
    ListQuery query = ListQuery.read(request.params(true));
    Caller caller = call.caller();
    return findCards
        .find(query.search(), new PageRequest(query.page(), query.perPage()), caller)
        .map(found -> listed(query, found, caller.now()));
  }

  @GET
  @Path("/ticket/{id}")
  @RequiresPermission(Permission.CARD)
  @Operation(
      operationId = "getCard",
      summary = "优惠券: one template",
      description = "Deleted ones, too, as status 2.")
  public Uni<CardAnswers.One> get(@PathParam("id") String id) {
    return answer(findCards.find(number(id), call.caller()));
  }

  @PUT
  @Path("/ticket/{id}")
  @RequiresPermission(Permission.CARD)
  @Idempotent
  @Operation(
      operationId = "updateCard",
      summary = "更新优惠券",
      description =
          "Replaces the info and the dates. Type, brand_name, discount, least_cost, reduce_cost,"
              + " use_custom_code, get_custom_code_mode, bind_openid and the date type stay as they"
              + " are; dates can only be widened (40900). With sync false, WeChat keeps what it"
              + " has.")
  public Uni<CardAnswers.One> update(@PathParam("id") String id, UpdateTicket request) {
    boolean sync = Objects.requireNonNull(request.sync());
    return answer(updateCard.update(number(id), request.toForm(calendar), sync, call.caller()));
  }

  @DELETE
  @Path("/ticket/{id}")
  @RequiresPermission(Permission.CARD)
  @Idempotent
  @Operation(
      operationId = "deleteCard",
      summary = "删除优惠券",
      description = "It can still be read. Deleting again changes nothing.")
  public Uni<CardAnswers.One> delete(@PathParam("id") String id) {
    return answer(deleteCard.delete(number(id), call.caller()));
  }

  private Uni<CardAnswers.One> create(NewTicket request) {
    return answer(createCard.create(request.toNewCard(calendar), call.caller()));
  }

  private Uni<CardAnswers.One> answer(Uni<CardTemplate> template) {
    Instant now = call.caller().now();
    return template.map(shown -> new CardAnswers.One(CardView.of(shown, now, calendar)));
  }

  private CardAnswers.Listed listed(ListQuery query, Page<CardTemplate> found, Instant now) {
    List<CardRowView> rows =
        found.items().stream().map(shown -> CardRowView.of(shown, now, calendar)).toList();
    return new CardAnswers.Listed(
        rows, new CardAnswers.Meta(CardAnswers.Pagination.of(query, rows.size(), found.total())));
  }

  // Nothing can have any other id.
  private static long number(String id) {
    if (!NUMBER.matcher(id).matches()) {
      throw RequestRefusedException.because(ErrorCode.NOT_FOUND);
    }
    return Long.parseLong(id);
  }
}
