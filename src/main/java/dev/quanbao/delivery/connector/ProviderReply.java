package dev.quanbao.delivery.connector;

import dev.quanbao.platform.outbound.HttpLimits;
import dev.quanbao.platform.outbound.HttpReply;
import dev.quanbao.platform.outbound.HttpReply.Answered;
import dev.quanbao.platform.outbound.HttpReply.Lost;
import dev.quanbao.platform.outbound.HttpReply.NotReached;
import dev.quanbao.platform.outbox.model.SendOutcome;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Function;

/** Reads what providers reply; keeps none of their words, which may name the receiver. */
final class ProviderReply {

  static final HttpLimits LIMITS =
      new HttpLimits(Duration.ofSeconds(3), Duration.ofSeconds(6), 256 * 1024);

  private ProviderReply() {}

  /** The outcome of a request, of which an answer is read as the provider defines it. */
  static SendOutcome outcome(HttpReply reply, Function<Answered, SendOutcome> read) {
    return switch (reply) {
      case Answered answered -> {
        try {
          yield read.apply(answered);
        } catch (ClassCastException unexpected) {
          yield new SendOutcome.Unknown("JSON of another form");
        }
      }
      case NotReached(String kind) -> SendOutcome.Later.because("no connection: " + kind);
      case Lost(String kind) -> new SendOutcome.Unknown("no reply: " + kind);
    };
  }

  /** The JSON of an answer; empty where it has none. */
  static JsonObject json(Answered answered) {
    try {
      return new JsonObject(answered.text());
    } catch (DecodeException notJson) {
      return new JsonObject();
    }
  }
}
