package dev.quanbao.delivery.connector;

import dev.quanbao.delivery.model.Medium;
import dev.quanbao.delivery.model.Message;
import dev.quanbao.platform.outbox.model.SendOutcome;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;

/** Sends nothing: writes to the log that it would, with neither number nor code. */
@Singleton
class LogConnector implements Connector {

  @Override
  public String name() {
    return "log";
  }

  @Override
  public Set<Medium> media() {
    return Set.of(Medium.SMS, Medium.PUSH);
  }

  @Override
  public Uni<SendOutcome> send(Message message) {
    Log.infof("%s would be sent", message);
    return Uni.createFrom().item(new SendOutcome.Sent(""));
  }

  // Nothing is sent, so sending again does no harm.
  @Override
  public boolean supportsStatusQuery() {
    return true;
  }

  @Override
  public Uni<SendOutcome> queryStatus(Message message) {
    return Uni.createFrom().item(new SendOutcome.NotSent());
  }
}
