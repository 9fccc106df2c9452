package dev.quanbao.demo.wechat;

import dev.quanbao.demo.DemoSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;

/** The stand-in as a part of the demo, below {@code /demo/wechat}. */
@Singleton
final class StandInRoutes {

  static final String ROOT = "/demo/wechat";

  /** No secret: the demo's documents show it. */
  private static final Map<String, String> ACCOUNTS =
      Map.of("wxdemo0000000001", "demo-wechat-secret");

  private final boolean isDemo;
  private final StandInHttp standIn;

  StandInRoutes(DemoSettings settings, Vertx vertx, Clock clock) {
    this.isDemo = settings.data();
    this.standIn = new StandInHttp(new WeChatStandIn(ACCOUNTS, clock), vertx);
  }

  void register(@Observes Router router) {
    if (isDemo) {
      router.post(ROOT + "/*").handler(routing -> answer(routing.request()));
    }
  }

  private void answer(HttpServerRequest request) {
    standIn.handle(request, request.path().substring(ROOT.length()));
    // The router has paused the request; its body arrives only after this.
    request.resume();
  }
}
