package dev.quanbao.access;

import dev.quanbao.access.model.NewClient;
import dev.quanbao.access.store.ClientRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Registers a client that may call the service.
 *
 * <p>The client's secrets are stored sealed. They are in force here at once, and on every other
 * replica within {@link KnownClients#MAX_AGE}.
 */
@ApplicationScoped
public class RegisterClient {

  private final ClientRepository clients;
  private final ClientVault vault;
  private final KnownClients known;
  private final Clock clock;

  RegisterClient(ClientRepository clients, ClientVault vault, KnownClients known, Clock clock) {
    this.clients = clients;
    this.vault = vault;
    this.known = known;
    this.clock = clock;
  }

  /** Registers a client unless its id is taken; the client that has it stays as it is. */
  public Uni<Void> register(NewClient client) {
    return clients
        .insertIfAbsent(vault.seal(client, clock.instant()))
        .invoke(() -> known.forget(client.id()))
        .replaceWithVoid();
  }
}
