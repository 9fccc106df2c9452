package dev.quanbao.delivery.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quanbao.platform.uri.PercentEncoding;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The sign of Alibaba Cloud's RPC interfaces, version 1.0: HMAC-SHA1 of all sorted parameters. */
final class AliyunSign {

  // The provider requires it; nothing else here relies on SHA-1.
  private static final String ALGORITHM = "HmacSHA1";

  private AliyunSign() {}

  /** The parameters and their sign, as a form. */
  static String form(String method, Map<String, String> parameters, String secret) {
    String canonical = canonical(parameters);
    return "Signature=" + PercentEncoding.encode(sign(method, canonical, secret)) + "&" + canonical;
  }

  static String sign(String method, Map<String, String> parameters, String secret) {
    return sign(method, canonical(parameters), secret);
  }

  private static String sign(String method, String canonical, String secret) {
    String signed =
        method + "&" + PercentEncoding.encode("/") + "&" + PercentEncoding.encode(canonical);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec((secret + "&").getBytes(UTF_8), ALGORITHM));
      return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks HMAC-SHA1", e);
    }
  }

  private static String canonical(Map<String, String> parameters) {
    return new TreeMap<>(parameters)
        .entrySet().stream()
            .map(entry ->
                PercentEncoding.encode(entry.getKey())
                    + "="
                    + PercentEncoding.encode(entry.getValue()))
            .collect(Collectors.joining("&"));
  }
}
