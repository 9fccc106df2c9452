package dev.quanbao.platform.http.header;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The language of an answer: Chinese, unless the client prefers English. */
public final class Languages {

  private static final List<Locale> SPOKEN = List.of(Locale.CHINESE, Locale.ENGLISH);

  private Languages() {}

  /** The language a request asks for. */
  public static Locale of(@Nullable RoutingContext request) {
    return request == null
        ? Locale.CHINESE
        : preferred(request.request().getHeader(HttpHeaderNames.ACCEPT_LANGUAGE));
  }

  /** The language an {@code Accept-Language} header asks for; a malformed one asks for nothing. */
  public static Locale preferred(@Nullable String header) {
    if (header == null || header.startsWith("zh")) {
      return Locale.CHINESE;
    }
    try {
      Locale found = Locale.lookup(Locale.LanguageRange.parse(header), SPOKEN);
      return found == null ? Locale.CHINESE : found;
    } catch (IllegalArgumentException malformed) {
      return Locale.CHINESE;
    }
  }
}
