package dev.quanbao.delivery.connector;

import dev.quanbao.delivery.model.Medium;
import dev.quanbao.delivery.model.Message;
import dev.quanbao.platform.outbox.model.SendOutcome;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;

/**
 * Sends messages through one provider; one bean a provider.
 *
 * <p>An outcome never quotes the provider's own words, which may name the receiver.
 */
public interface Connector {

  /** The name by which the configuration chooses it. */
  String name();

  /** The media it can send by. */
  Set<Medium> media();

  /** A setting that it needs and the configuration lacks; empty when it has all. */
  default Optional<String> missing() {
    return Optional.empty();
  }

  /**
   * Asks the provider for a name under which it sends at most once, before anything is sent; empty
   * where it issues none.
   */
  default Uni<Optional<String>> reserveName() {
    return Uni.createFrom().item(Optional.empty());
  }

  /** Sends a message; see {@code OutboxHandler.send}. */
  Uni<SendOutcome> send(Message message);

  /** Whether the provider can be asked for the status of a message. */
  default boolean supportsStatusQuery() {
    return false;
  }

  /** Asks for the status of a message; see {@code OutboxHandler}. */
  default Uni<SendOutcome> queryStatus(Message message) {
    return Uni.createFrom().item(new SendOutcome.Unknown(name() + " can't be asked"));
  }
}
