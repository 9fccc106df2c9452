package dev.quanbao.delivery.connector;

import dev.quanbao.delivery.model.Medium;
import dev.quanbao.delivery.model.Message;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.platform.outbound.HttpCall;
import dev.quanbao.platform.outbound.HttpReply.Answered;
import dev.quanbao.platform.outbound.OutboundHttp;
import dev.quanbao.platform.outbox.model.SendOutcome;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Alibaba Cloud SMS (阿里云短信): {@code SendSms}, and {@code QuerySendDetails} for the status.
 *
 * <p>The template gets the code as {@code ${code}}.
 */
@Singleton
class AliyunSms implements Connector {

  private static final String OK = "OK";
  private static final int WAITING = 1;
  private static final int FAILED = 2;
  private static final int ARRIVED = 3;
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Duration LONG_PAUSE = Duration.ofMinutes(5);

  /** After this a message that the provider doesn't list was not sent. */
  private static final Duration LISTED_AFTER = Duration.ofMinutes(10);

  private static final int LISTED_AT_MOST = 50;

  /** The day of a message, as the provider writes it. */
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneId.of("Asia/Shanghai"));

  private final OutboundHttp http;
  private final Clock clock;
  private final AliyunSettings settings;

  AliyunSms(OutboundHttp http, Clock clock, AliyunSettings settings) {
    this.http = http;
    this.clock = clock;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "aliyun";
  }

  @Override
  public Set<Medium> media() {
    return Set.of(Medium.SMS);
  }

  @Override
  public Optional<String> missing() {
    if (settings.accessKeyId().isEmpty()) {
      return Optional.of("quanbao.aliyun.access-key-id");
    }
    if (settings.accessKeySecret().isEmpty()) {
      return Optional.of("quanbao.aliyun.access-key-secret");
    }
    if (settings.signName().isEmpty()) {
      return Optional.of("quanbao.aliyun.sign-name");
    }
    return settings.template().isEmpty()
        ? Optional.of("quanbao.aliyun.template")
        : Optional.empty();
  }

  @Override
  public Uni<SendOutcome> send(Message message) {
    Map<String, String> parameters = common("SendSms");
    parameters.put("PhoneNumbers", international(message));
    parameters.put("SignName", settings.signName().orElseThrow());
    parameters.put(
        "TemplateCode",
        message.template() == null ? settings.template().orElseThrow() : message.template());
    parameters.put("TemplateParam", new JsonObject().put("code", message.code()).encode());
    parameters.put("OutId", message.id());
    return send(parameters, answer -> sent(answer, message));
  }

  // A number abroad has its country code, without the plus.
  private static String international(Message message) {
    return message.number().replace("+", "");
  }

  private static SendOutcome sent(Answered answer, Message message) {
    JsonObject body = ProviderReply.json(answer);
    String code = body.getString("Code", "");
    if (code.equals(OK)) {
      return new SendOutcome.Sent(ProviderCode.reference(body.getString("BizId", ""), message));
    }
    if (code.isEmpty()) {
      return new SendOutcome.Unknown("HTTP_" + answer.status());
    }
    return switch (code) {
      case "isp.SYSTEM_ERROR", "ServiceUnavailable", "InternalError" ->
          new SendOutcome.Unknown(ProviderCode.of(code));
      case "isv.BUSINESS_LIMIT_CONTROL" -> new SendOutcome.Later(LONG_PAUSE, code);
      default ->
          code.startsWith("Throttling")
              ? new SendOutcome.Later(PAUSE, "Throttling")
              : new SendOutcome.Refused(ProviderCode.of(code), "");
    };
  }

  @Override
  public boolean supportsStatusQuery() {
    return true;
  }

  @Override
  public Uni<SendOutcome> queryStatus(Message message) {
    Map<String, String> parameters = common("QuerySendDetails");
    parameters.put("PhoneNumber", international(message));
    parameters.put("SendDate", DAY.format(message.orderedAt()));
    parameters.put("PageSize", Integer.toString(LISTED_AT_MOST));
    parameters.put("CurrentPage", "1");
    return send(parameters, answer -> status(answer, message));
  }

  private SendOutcome status(Answered answer, Message message) {
    JsonObject body = ProviderReply.json(answer);
    if (!body.getString("Code", "").equals(OK)) {
      return new SendOutcome.Unknown("HTTP_" + answer.status());
    }
    JsonArray listed =
        body.getJsonObject("SmsSendDetailDTOs", new JsonObject())
            .getJsonArray("SmsSendDetailDTO", new JsonArray());
    for (int i = 0; i < listed.size(); i++) {
      JsonObject one = listed.getJsonObject(i);
      if (message.id().equals(one.getString("OutId"))) {
        return statusOf(one);
      }
    }
    boolean wouldBeListed =
        clock.instant().isAfter(message.orderedAt().plus(LISTED_AFTER))
            && listed.size() < LISTED_AT_MOST;
    return wouldBeListed ? new SendOutcome.NotSent() : new SendOutcome.Unknown("not listed yet");
  }

  private static SendOutcome statusOf(JsonObject listed) {
    return switch (listed.getInteger("SendStatus", WAITING)) {
      case ARRIVED -> new SendOutcome.Sent("");
      case FAILED ->
          new SendOutcome.Refused(ProviderCode.of(listed.getString("ErrCode", "OTHER")), "");
      default -> new SendOutcome.Unknown("on its way");
    };
  }

  private Uni<SendOutcome> send(
      Map<String, String> parameters, Function<Answered, SendOutcome> read) {
    String form = AliyunSign.form("POST", parameters, settings.accessKeySecret().orElseThrow());
    var call =
        HttpCall.post(
            settings.endpoint(), Map.of("Content-Type", "application/x-www-form-urlencoded"), form);
    return http.send(call, ProviderReply.LIMITS).map(reply -> ProviderReply.outcome(reply, read));
  }

  private Map<String, String> common(String action) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("Action", action);
    parameters.put("Version", "2017-05-25");
    parameters.put("RegionId", "cn-hangzhou");
    parameters.put("Format", "JSON");
    parameters.put("AccessKeyId", settings.accessKeyId().orElseThrow());
    parameters.put("SignatureMethod", "HMAC-SHA1");
    parameters.put("SignatureVersion", "1.0");
    parameters.put("SignatureNonce", Ids.random());
    parameters.put("Timestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    return parameters;
  }
}
