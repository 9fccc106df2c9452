package dev.quanbao.platform.outbound;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/** What became of an {@link HttpCall}. */
public sealed interface HttpReply {

  /**
   * The service answered, with whatever status.
   *
   * <p>It prints as its status alone: a service may quote what it was sent.
   */
  record Answered(int status, MultiMap headers, Buffer body) implements HttpReply {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    /** The body as UTF-8. */
    public String text() {
      return body.toString(StandardCharsets.UTF_8);
    }

    /** How long the service asks its callers to wait ({@code Retry-After}). */
    public Duration retryAfter(Duration unlessSaid) {
      String said = headers.get("Retry-After");
      return said != null && SECONDS.matcher(said).matches()
          ? Duration.ofSeconds(Long.parseLong(said))
          : unlessSaid;
    }

    @Override
    public String toString() {
      return "Answered[" + status + "]";
    }
  }

  /**
   * No connection came about, so that the service certainly has nothing of the request.
   *
   * @param kind the failure's class; its message may quote the address
   */
  record NotReached(String kind) implements HttpReply {}

  /**
   * The request was sent, at least in part, and no whole answer came back: the service may have
   * done what it was asked, or not.
   *
   * @param kind the failure's class; its message may quote the address
   */
  record Lost(String kind) implements HttpReply {

    /** Whether an answer did begin, but went on beyond the limit. */
    public boolean isEndless() {
      return kind.equals(BoundedBody.TooLong.class.getSimpleName());
    }
  }
}
