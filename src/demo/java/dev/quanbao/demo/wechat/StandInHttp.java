package dev.quanbao.demo.wechat;

import dev.quanbao.demo.wechat.InjectedFault.Code;
import dev.quanbao.demo.wechat.InjectedFault.CutOff;
import dev.quanbao.demo.wechat.InjectedFault.Garbage;
import dev.quanbao.demo.wechat.InjectedFault.Silence;
import dev.quanbao.demo.wechat.InjectedFault.Slow;
import dev.quanbao.demo.wechat.InjectedFault.Status;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The stand-in behind HTTP, which injects faults where a test asks for them. */
public final class StandInHttp {

  private final WeChatStandIn wechat;
  private final Vertx vertx;
  private final Map<String, Deque<InjectedFault>> faults = new ConcurrentHashMap<>();
  private final Map<String, Integer> requests = new ConcurrentHashMap<>();

  public StandInHttp(WeChatStandIn wechat, Vertx vertx) {
    this.wechat = wechat;
    this.vertx = vertx;
  }

  /** Injects faults into the next requests to a path, one each. */
  public void inject(String path, InjectedFault... next) {
    Deque<InjectedFault> queue = faults.computeIfAbsent(path, unseen -> new ArrayDeque<>());
    synchronized (queue) {
      queue.addAll(List.of(next));
    }
  }

  /** How many requests came to a path. */
  public int requests(String path) {
    return requests.getOrDefault(path, 0);
  }

  /** Answers a request, whose path is given without the stand-in's root. */
  public void handle(HttpServerRequest request, String path) {
    requests.merge(path, 1, Integer::sum);
    request
        .body()
        .onSuccess(
            body -> answer(request, path, body.toString(StandardCharsets.UTF_8), nextOf(path)));
  }

  private void answer(
      HttpServerRequest request, String path, String body, @Nullable InjectedFault fault) {
    HttpServerResponse response = request.response().putHeader("Content-Type", "application/json");
    switch (fault) {
      case null -> response.end(proper(request, path, body));
      case Code code ->
          response.end(
              "{\"errcode\":%d,\"errmsg\":\"%s\"}".formatted(code.errcode(), code.words()));
      case Slow slow -> {
        String late = proper(request, path, body);
        vertx.setTimer(slow.by().toMillis(), timer -> response.end(late));
      }
      case Silence silence -> properIf(silence.effect(), request, path, body);
      case CutOff cutOff -> {
        properIf(cutOff.effect(), request, path, body);
        response
            .putHeader("Content-Length", "1000")
            .write("{\"errcode\":0,\"err")
            .onComplete(written -> request.connection().close());
      }
      case Garbage garbage -> {
        properIf(garbage.effect(), request, path, body);
        response.end("<html>\u0000 not what you asked for");
      }
      case Status status -> {
        properIf(status.effect(), request, path, body);
        response.setStatusCode(status.status()).end("<html>bad gateway</html>");
      }
    }
  }

  private void properIf(boolean effect, HttpServerRequest request, String path, String body) {
    if (effect) {
      proper(request, path, body);
    }
  }

  private String proper(HttpServerRequest request, String path, String body) {
    return wechat.answer(path, request.getParam("access_token"), body);
  }

  private @Nullable InjectedFault nextOf(String path) {
    Deque<InjectedFault> queue = faults.get(path);
    if (queue == null) {
      return null;
    }
    synchronized (queue) {
      return queue.pollFirst();
    }
  }
}
