package dev.quanbao.delivery.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signs against the examples of those who laid them down. */
class SignsTest {

  @Test
  void theSignOfAlibabaCloudIsThatOfItsExample() {
    Map<String, String> parameters =
        Map.ofEntries(
            Map.entry("AccessKeyId", "testId"),
            Map.entry("Action", "SendSms"),
            Map.entry("Format", "XML"),
            Map.entry("OutId", "123"),
            Map.entry("PhoneNumbers", "15300000001"),
            Map.entry("RegionId", "cn-hangzhou"),
            Map.entry("SignName", "阿里云短信测试专用"),
            Map.entry("SignatureMethod", "HMAC-SHA1"),
            Map.entry("SignatureNonce", "45e25e9b-0a6f-4070-8c85-2956eda1b466"),
            Map.entry("SignatureVersion", "1.0"),
            Map.entry("TemplateCode", "SMS_71390007"),
            Map.entry("TemplateParam", "{\"customer\":\"test\"}"),
            Map.entry("Timestamp", "2017-07-12T02:42:19Z"),
            Map.entry("Version", "2017-05-25"));

    String sign = AliyunSign.sign("GET", parameters, "testSecret");

    assertThat(sign).isEqualTo("zJDF+Lrzhj/ThnlvIToysFRq6t4=");
  }

  @Test
  void theSignOfAWebhookIsThatOfTheStandardsExample() {
    var sign = new WebhookSign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    Map<String, String> headers =
        sign.headers(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            Instant.ofEpochSecond(1614265330),
            "{\"test\": 2432232314}");

    assertThat(headers)
        .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
        .containsEntry("webhook-timestamp", "1614265330")
        .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }
}
