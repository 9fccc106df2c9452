package dev.quanbao.platform.http.header;

import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id under which one request is found again in logs and audit entries.
 *
 * <p>The client's own where it is harmless in either, else 32 hex of ours.
 */
public final class TraceId {

  /** The header it may come in, and in which every answer carries it. */
  public static final String HEADER = "X-Request-Id";

  private static final String KEY = TraceId.class.getName();
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final HexFormat HEX = HexFormat.of();

  private TraceId() {}

  /** The id of a request; a filter method may have its {@link RoutingContext} as a parameter. */
  public static String of(RoutingContext request) {
    String known = request.get(KEY);
    if (known != null) {
      return known;
    }
    String sent = request.request().getHeader(HEADER);
    String id = isHarmless(sent) ? sent : random();
    request.put(KEY, id);
    return id;
  }

  private static boolean isHarmless(@Nullable String id) {
    return id != null && HARMLESS.matcher(id).matches();
  }

  private static String random() {
    // It tells requests apart and guards nothing, so it needn't be hard to guess.
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
  }
}
