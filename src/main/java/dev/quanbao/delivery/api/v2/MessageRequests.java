package dev.quanbao.delivery.api.v2;

import dev.quanbao.delivery.SendCodes.Order;
import dev.quanbao.delivery.SendCodes.To;
import dev.quanbao.delivery.model.Medium;
import dev.quanbao.delivery.model.Phone;
import dev.quanbao.platform.http.constraint.OpaqueId;
import dev.quanbao.platform.http.json.JsonRequest;
import dev.quanbao.platform.http.json.SelfChecking;
import dev.quanbao.platform.http.json.Violations;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The requests that send messages, one record each. */
public final class MessageRequests {

  static final int MAX_RECEIVERS = 10_000;
  static final int LONGEST_TEMPLATE = 500;

  private MessageRequests() {}

  /** 2.22 (短信发送). */
  @JsonRequest
  @Schema(
      name = "SendTicketPackageCodesBySms",
      examples =
          "{\"TicketPackageId\": \"2c2aacf0a7e54b34ab18b64e1a14f4a4\","
              + " \"Receivers\": [{\"Phone\": \"13800001234\"}], \"SenderId\": \"op001\"}")
  public record BySms(
      @Schema(description = "id of the package") @NotBlank @Nullable String ticketPackageId,
      @Schema(description = "1–10,000; one named twice counts once")
          @NotNull
          @Size(min = 1, max = MAX_RECEIVERS)
          @Nullable List<@NotNull @Valid SmsReceiver> receivers,
      @Schema(description = "who sends them") @NotNull @OpaqueId @Nullable String senderId,
      @Schema(description = "the provider's template; the configured one unless given")
          @Size(min = 1, max = LONGEST_TEMPLATE)
          @Nullable String template) {

    Order toOrder() {
      return order(
          Medium.SMS, ticketPackageId, receivers, SmsReceiver::toReceiver, senderId, template);
    }
  }

  /** One receiver of 2.22; shown only masked. */
  @Schema(name = "SmsReceiver")
  public record SmsReceiver(
      @Schema(
              description =
                  "a mainland number, with or without 86, or any other with + and its country")
          @NotNull
          @Nullable String phone,
      @Schema(description = "the only user who may claim the copy; anybody with the code if absent")
          @OpaqueId
          @Nullable String userId)
      implements SelfChecking {

    @Override
    public void check(Violations violations) {
      if (phone != null && Phone.parse(phone).isEmpty()) {
        violations.invalid("phone", "violation.format");
      }
    }

    To toReceiver() {
      return new To(Phone.parse(Objects.requireNonNull(phone)).orElseThrow(), userId);
    }

    @Override
    public String toString() {
      return "SmsReceiver[]";
    }
  }

  /** 2.23 (PUSH发送). */
  @JsonRequest
  @Schema(
      name = "SendTicketPackageCodesByPush",
      examples =
          "{\"TicketPackageId\": \"2c2aacf0a7e54b34ab18b64e1a14f4a4\","
              + " \"Receivers\": [{\"UserId\": \"u0001\"}], \"SenderId\": \"op001\"}")
  public record ByPush(
      @Schema(description = "id of the package") @NotBlank @Nullable String ticketPackageId,
      @Schema(description = "1–10,000; one named twice counts once")
          @NotNull
          @Size(min = 1, max = MAX_RECEIVERS)
          @Nullable List<@NotNull @Valid PushReceiver> receivers,
      @Schema(description = "who sends them") @NotNull @OpaqueId @Nullable String senderId,
      @Schema(description = "the text, with {code} in it; the configured one unless given")
          @Size(min = 1, max = LONGEST_TEMPLATE)
          @Nullable String template) {

    Order toOrder() {
      return order(
          Medium.PUSH, ticketPackageId, receivers, PushReceiver::toReceiver, senderId, template);
    }
  }

  /** One receiver of 2.23. */
  @Schema(name = "PushReceiver")
  public record PushReceiver(
      @Schema(description = "the user, who alone may claim the copy") @NotNull @OpaqueId
          @Nullable String userId) {

    To toReceiver() {
      return new To(null, Objects.requireNonNull(userId));
    }
  }

  // What is required was checked before a request comes here.
  private static <R> Order order(
      Medium medium,
      @Nullable String packageId,
      @Nullable List<R> receivers,
      Function<R, To> toReceiver,
      @Nullable String senderId,
      @Nullable String template) {
    return new Order(
        medium,
        Objects.requireNonNull(packageId),
        Objects.requireNonNull(receivers).stream().map(toReceiver).toList(),
        Objects.requireNonNull(senderId),
        template);
  }
}
