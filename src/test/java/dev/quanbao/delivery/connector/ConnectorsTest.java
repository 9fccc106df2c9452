package dev.quanbao.delivery.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.delivery.model.Medium;
import dev.quanbao.delivery.model.Message;
import dev.quanbao.delivery.model.Phone;
import dev.quanbao.platform.outbound.OutboundHttp;
import dev.quanbao.platform.outbox.model.SendOutcome;
import dev.quanbao.platform.store.StoreContext;
import dev.quanbao.testing.GivenSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How connectors read the answers of providers, and what they never repeat. */
class ConnectorsTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final OutboundHttp HTTP = new OutboundHttp(VERTX, new StoreContext(VERTX));
  private static final Instant NOW = Instant.parse("2030-06-15T04:00:00Z");
  private static final String NUMBER = "13800001234";
  private static final Message SMS =
      new Message(
          "job1-00001",
          Medium.SMS,
          Phone.parse(NUMBER).orElseThrow(),
          null,
          "package1",
          "7480648244",
          null,
          null,
          NOW);
  private static final Message PUSH =
      new Message(
          "job1-00002", Medium.PUSH, null, "u0001", "package1", "7480648244", null, "cid-1", NOW);

  private final Provider provider = new Provider();

  @AfterEach
  void close() {
    provider.close();
  }

  @AfterAll
  static void end() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  private HttpConnector http() {
    return new HttpConnector(
        HTTP,
        at(NOW),
        GivenSettings.of(
            GatewaySettings.class,
            "url=" + provider.url(),
            "ask-url=" + provider.url(),
            "secret=secret"));
  }

  private AliyunSms aliyun(Instant now) {
    return new AliyunSms(
        HTTP,
        at(now),
        GivenSettings.of(
            AliyunSettings.class,
            "endpoint=" + provider.url(),
            "access-key-id=id",
            "access-key-secret=secret",
            "sign-name=券包",
            "template=SMS_1"));
  }

  private JPush jpush(Instant now) {
    return new JPush(
        HTTP,
        at(now),
        GivenSettings.of(
            JPushSettings.class,
            "url=" + provider.url(),
            "app-key=key",
            "master-secret=secret",
            "text=编号 {code}"));
  }

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"reference\":\"r-1\"} | Sent[reference=r-1]",
        "202 | not json | Sent[reference=]",
        "200 | {\"reference\":\"13800001234\"} | Sent[reference=]",
        "400 | 13800001234 is no number | Refused[code=HTTP_400, words=]",
        "429 | {} | Later[atLeast=PT5S, why=HTTP_429]",
        "500 | {} | Unknown[why=HTTP_500]",
      })
  void whatAGatewayAnswers(int status, String answer, String outcome) {
    provider.answers(status, answer);

    SendOutcome result = await(http().send(SMS));

    assertThat(result).hasToString(outcome);
  }

  @Test
  void aGatewayIsHandedASignedMessageUnderOurName() {
    SendOutcome result = await(http().send(SMS));

    assertThat(result).isInstanceOf(SendOutcome.Sent.class);
    assertThat(provider.asked()).hasSize(1);
    Provider.Asked asked = provider.asked().getFirst();
    assertThat(asked.body())
        .contains("\"phone\":\"" + NUMBER + "\"", "\"ticketPackageCode\":\"7480648244\"");
    String signature =
        new WebhookSign("secret").headers(SMS.id(), NOW, asked.body()).get("webhook-signature");
    assertThat(asked.headers().get("Webhook-id")).containsExactly(SMS.id());
    assertThat(asked.headers().get("Webhook-signature")).containsExactly(signature);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"state\":\"sent\"} | Sent[reference=]",
        "200 | {\"state\":\"refused\",\"code\":\"BLOCKED\"} | Refused[code=BLOCKED, words=]",
        "200 | {\"state\":\"refused\",\"code\":\"13800001234\"} | Refused[code=OTHER, words=]",
        "200 | {} | Unknown[why=not decided]",
        "404 | {} | NotSent[]",
        "503 | {} | Unknown[why=HTTP_503]",
      })
  void whatAGatewayAnswersWhenItIsAsked(int status, String answer, String outcome) {
    provider.answers(status, answer);

    SendOutcome result = await(http().queryStatus(SMS));

    assertThat(result).hasToString(outcome);
    assertThat(provider.asked().getFirst().path()).isEqualTo("/send?id=job1-00001");
  }

  @Test
  void whoCantBeReachedWasSentNothing() {
    HttpConnector connector = http();
    provider.close();

    SendOutcome result = await(connector.send(SMS));

    assertThat(result).isInstanceOf(SendOutcome.Later.class);
  }

  @Test
  void whoHangsUpMayHaveTakenIt() {
    provider.hangsUp();

    SendOutcome result = await(http().send(SMS));

    assertThat(result).isInstanceOf(SendOutcome.Unknown.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"Code\":\"OK\",\"BizId\":\"90061\"} | Sent[reference=90061]",
        "{\"Code\":\"isv.BUSINESS_LIMIT_CONTROL\"} | "
            + "Later[atLeast=PT5M, why=isv.BUSINESS_LIMIT_CONTROL]",
        "{\"Code\":\"Throttling.User\"} | Later[atLeast=PT30S, why=Throttling]",
        "{\"Code\":\"isp.SYSTEM_ERROR\"} | Unknown[why=isp.SYSTEM_ERROR]",
        "{\"Code\":\"isv.MOBILE_NUMBER_ILLEGAL\",\"Message\":\"13800001234\"} | "
            + "Refused[code=isv.MOBILE_NUMBER_ILLEGAL, words=]",
        "oops | Unknown[why=HTTP_200]",
      })
  void whatAlibabaCloudAnswers(String answer, String outcome) {
    provider.answers(200, answer);

    SendOutcome result = await(aliyun(NOW).send(SMS));

    assertThat(result).hasToString(outcome);
    assertThat(provider.asked().getFirst().body())
        .contains("Action=SendSms", "OutId=job1-00001", "Signature=");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PT0S | {\"OutId\":\"job1-00001\",\"SendStatus\":3} | Sent[reference=]",
        "PT0S | {\"OutId\":\"job1-00001\",\"SendStatus\":1} | Unknown[why=on its way]",
        "PT0S | {\"OutId\":\"job1-00001\",\"SendStatus\":2,\"ErrCode\":\"UNDELIV\"} | "
            + "Refused[code=UNDELIV, words=]",
        "PT0S | {\"OutId\":\"another\",\"SendStatus\":3} | Unknown[why=not listed yet]",
        "PT11M | {\"OutId\":\"another\",\"SendStatus\":3} | NotSent[]",
      })
  void whatAlibabaCloudLists(Duration later, String listed, String outcome) {
    provider.answers(
        200, "{\"Code\":\"OK\",\"SmsSendDetailDTOs\":{\"SmsSendDetailDTO\":[" + listed + "]}}");

    SendOutcome result = await(aliyun(NOW.plus(later)).queryStatus(SMS));

    assertThat(result).hasToString(outcome);
    assertThat(provider.asked().getFirst().body())
        .contains("Action=QuerySendDetails", "SendDate=20300615");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"msg_id\":\"18100287008546643\"} | Sent[reference=18100287008546643]",
        "400 | {\"error\":\"none\"} | Unknown[why=JSON of another form]",
        "400 | {\"error\":{\"code\":1011,\"message\":\"none\"}} | "
            + "Refused[code=JPUSH_1011, words=]",
        "429 | {} | Later[atLeast=PT10S, why=HTTP_429]",
        "500 | {} | Unknown[why=HTTP_500]",
      })
  void whatJPushAnswers(int status, String answer, String outcome) {
    provider.answers(status, answer);

    SendOutcome result = await(jpush(NOW).send(PUSH));

    assertThat(result).hasToString(outcome);
    assertThat(provider.asked().getFirst().body())
        .contains("\"cid\":\"cid-1\"", "\"alias\":[\"u0001\"]", "编号 7480648244");
  }

  @Test
  void aNameForAPushIsAskedForBeforeIt() {
    provider.answers(200, "{\"cidlist\":[\"key-1\"]}");

    Optional<String> name = await(jpush(NOW).reserveName());

    assertThat(name).hasValue("key-1");
    assertThat(provider.asked().getFirst().path()).isEqualTo("/send/cid?count=1&type=push");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"200 | {\"cidlist\":[]}", "200 | {\"cidlist\":1}", "200 | oops", "500 | {}"})
  void whereJPushIssuesNoNameThereIsNone(int status, String answer) {
    provider.answers(status, answer);

    Optional<String> name = await(jpush(NOW).reserveName());

    assertThat(name).isEmpty();
  }

  @Test
  void aPushIsAskedForByPushingAgainUnderItsNameForADay() {
    provider.answers(200, "{\"msg_id\":\"1\"}");

    SendOutcome soon = await(jpush(NOW.plus(Duration.ofHours(1))).queryStatus(PUSH));
    SendOutcome late = await(jpush(NOW.plus(Duration.ofHours(24))).queryStatus(PUSH));

    assertThat(soon).isEqualTo(new SendOutcome.Sent("1"));
    assertThat(late).isInstanceOf(SendOutcome.Unknown.class);
    assertThat(provider.asked()).hasSize(1);
  }

  private static <T> T await(Uni<T> pending) {
    return pending.await().atMost(Duration.ofSeconds(20));
  }
}
