package dev.quanbao.platform.http.json;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The record a request's body is read into, remembered so that faults can be named after it. */
public final class RequestShape {

  private static final String KEY = RequestShape.class.getName();

  private RequestShape() {}

  static void note(RoutingContext routing, Class<? extends Record> type) {
    routing.put(KEY, type);
  }

  public static @Nullable Class<? extends Record> of(RoutingContext routing) {
    return routing.get(KEY);
  }
}
