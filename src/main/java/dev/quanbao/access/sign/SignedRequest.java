package dev.quanbao.access.sign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Supplier;

/** What of a request a sign may bind: method, path, query and body, all as they were sent. */
public final class SignedRequest {

  private final String method;
  private final String path;
  private final SignedQuery query;
  private final Supplier<String> bodyHash;

  /**
   * @param method in capitals
   * @param path not decoded, without the query
   * @param bodyHash gives the lower-case hex SHA-256 of the raw body, which may be none; asked only
   *     where a sign covers it
   */
  public SignedRequest(String method, String path, SignedQuery query, Supplier<String> bodyHash) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.bodyHash = bodyHash;
  }

  public SignedQuery query() {
    return query;
  }

  byte[] textForMd5() {
    return query.textForMd5().getBytes(UTF_8);
  }

  byte[] textForHmac() {
    String text = method + '\n' + path + '\n' + query.textForHmac() + '\n' + bodyHash.get();
    return text.getBytes(UTF_8);
  }
}
