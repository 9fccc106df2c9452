package dev.quanbao.access;

import dev.quanbao.access.model.NewClient;
import dev.quanbao.access.store.ClientRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * The act of putting clients in.
 *
 * <p>What it stores is sealed, in force here at once, and on every other replica within {@link
 * KnownClients#MAX_AGE}.
 */
@ApplicationScoped
public class ClientRegistry {

  private final ClientRepository clients;
  private final ClientVault vault;
  private final KnownClients known;
  private final Clock clock;

  ClientRegistry(ClientRepository clients, ClientVault vault, KnownClients known, Clock clock) {
    this.clients = clients;
    this.vault = vault;
    this.known = known;
    this.clock = clock;
  }

  /** Puts a client in unless its id is taken; a client that stands stays as it is. */
  public Uni<Void> put(NewClient client) {
    return clients
        .insertIfAbsent(vault.seal(client, clock.instant()))
        .invoke(() -> known.forget(client.id()))
        .replaceWithVoid();
  }
}
