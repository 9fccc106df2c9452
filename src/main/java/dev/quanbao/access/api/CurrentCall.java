package dev.quanbao.access.api;

import dev.quanbao.access.model.Caller;
import dev.quanbao.access.model.KnownClient;
import dev.quanbao.platform.http.header.TraceId;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The request being answered: its trace id, and who it is from once that is proved.
 *
 * <p>There is no caller unless sign, nonce and permission were all found right.
 */
@RequestScoped
public class CurrentCall {

  private final RoutingContext routing;
  private @Nullable Caller caller;

  CurrentCall(RoutingContext routing) {
    this.routing = routing;
  }

  /** The trace id; there is one even if the request is refused. */
  public String requestId() {
    return TraceId.of(routing);
  }

  /** The authenticated client behind this request. */
  public Caller caller() {
    if (caller == null) {
      throw new IllegalStateException("this request was not admitted, so it has no caller");
    }
    return caller;
  }

  /** Joins this request to the operation of which it is the first attempt or a retry. */
  public void joinOperation(String operation) {
    Caller admitted = caller();
    caller =
        new Caller(
            admitted.clientId(),
            admitted.companies(),
            admitted.permissions(),
            admitted.now(),
            admitted.requestId(),
            Optional.of(operation));
  }

  void admit(KnownClient client, Instant now) {
    caller =
        new Caller(
            client.id(),
            client.companies(),
            client.permissions(),
            now,
            requestId(),
            Optional.empty());
  }
}
