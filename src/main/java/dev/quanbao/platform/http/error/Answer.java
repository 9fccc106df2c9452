package dev.quanbao.platform.http.error;

import java.util.Map;

/**
 * A worded outcome.
 *
 * @param body what is written as JSON
 * @param headers headers of the surface's own
 */
public record Answer(int status, String mediaType, Object body, Map<String, String> headers) {

  public Answer {
    headers = Map.copyOf(headers);
  }

  public Answer(int status, String mediaType, Object body) {
    this(status, mediaType, body, Map.of());
  }
}
