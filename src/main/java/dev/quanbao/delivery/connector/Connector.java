package dev.quanbao.delivery.connector;

import dev.quanbao.delivery.model.Medium;
import dev.quanbao.delivery.model.Message;
import dev.quanbao.platform.outbox.model.SendOutcome;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;

/**
 * The way to one provider of messages; one bean a provider.
 *
 * <p>An outcome never quotes the provider's own words, which may name the receiver: its code says
 * enough.
 */
public interface Connector {

  /** By which the configuration chooses it. */
  String name();

  /** What it can send. */
  Set<Medium> media();

  /** What is missing in the configuration for it to work; empty when nothing is. */
  default Optional<String> missing() {
    return Optional.empty();
  }

  /**
   * Asks the provider for a name under which it sends once, before anything is sent; empty where it
   * gives out none.
   */
  default Uni<Optional<String>> reserveName() {
    return Uni.createFrom().item(Optional.empty());
  }

  /** Sends a message; see {@code Courier.send}. */
  Uni<SendOutcome> send(Message message);

  /** Whether it can be asked what became of a message. */
  default boolean askable() {
    return false;
  }

  /** Asks what became of a message; see {@code Courier.ask}. */
  default Uni<SendOutcome> ask(Message message) {
    return Uni.createFrom().item(new SendOutcome.Unknown(name() + " can't be asked"));
  }
}
