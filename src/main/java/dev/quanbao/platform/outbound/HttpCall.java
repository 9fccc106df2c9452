package dev.quanbao.platform.outbound;

import io.vertx.core.http.HttpMethod;
import java.util.Map;

/**
 * A request to be sent to a service of others.
 *
 * <p>It prints as its method alone: address, headers and body may hold secrets or name a person.
 *
 * @param uri absolute, with its query
 * @param body sent in UTF-8
 */
public record HttpCall(HttpMethod method, String uri, Map<String, String> headers, String body) {

  public HttpCall {
    headers = Map.copyOf(headers);
  }

  public static HttpCall get(String uri, Map<String, String> headers) {
    return new HttpCall(HttpMethod.GET, uri, headers, "");
  }

  public static HttpCall post(String uri, Map<String, String> headers, String body) {
    return new HttpCall(HttpMethod.POST, uri, headers, body);
  }

  @Override
  public String toString() {
    return "HttpCall[" + method + "]";
  }
}
