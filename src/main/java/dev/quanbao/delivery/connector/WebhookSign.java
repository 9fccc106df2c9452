package dev.quanbao.delivery.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The headers by which Standard Webhooks signs a body: id, time, and HMAC-SHA256 of all three. */
final class WebhookSign {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "whsec_";

  private final SecretKeySpec key;

  /**
   * A sign under a secret.
   *
   * @param secret base64 with {@code whsec_} ahead of it; else the characters as they are
   */
  WebhookSign(String secret) {
    key = new SecretKeySpec(bytes(secret), ALGORITHM);
  }

  private static byte[] bytes(String secret) {
    if (!secret.startsWith(PREFIX)) {
      return secret.getBytes(UTF_8);
    }
    return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
  }

  Map<String, String> headers(String id, Instant at, String body) {
    String seconds = Long.toString(at.getEpochSecond());
    return Map.of(
        "webhook-id",
        id,
        "webhook-timestamp",
        seconds,
        "webhook-signature",
        "v1," + mac(id + "." + seconds + "." + body));
  }

  private String mac(String signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks HMAC-SHA256", e);
    }
  }
}
