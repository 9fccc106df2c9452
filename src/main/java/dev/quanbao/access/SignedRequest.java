package dev.quanbao.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What of a request a sign may bind: method, path, query and body, all as they were sent.
 *
 * <p>The body is not copied; whoever hands it over leaves it alone.
 */
final class SignedRequest {

  private static final MessageDigest SHA_256 = sha256();

  private final String method;
  private final String path;
  private final SignedQuery query;
  private final byte[] body;

  /**
   * @param method in capitals
   * @param path not decoded, without the query
   * @param body the raw bytes, none for a request without a body
   */
  SignedRequest(String method, String path, SignedQuery query, byte[] body) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.body = body;
  }

  SignedQuery query() {
    return query;
  }

  byte[] textForMd5() {
    return query.textForMd5().getBytes(UTF_8);
  }

  byte[] textForHmac() {
    String text = method + '\n' + path + '\n' + query.textForHmac() + '\n' + bodyHash();
    return text.getBytes(UTF_8);
  }

  private String bodyHash() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) SHA_256.clone()).digest(body));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of this Java runtime can't be cloned", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", e);
    }
  }
}
