package dev.quanbao.access.store;

import dev.quanbao.access.model.Client;
import dev.quanbao.platform.store.StoreErrors;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The stored clients.
 *
 * <p>An id, once taken, is never taken over by a second client.
 */
@ApplicationScoped
public class ClientRepository implements ReactivePanacheMongoRepositoryBase<Client, String> {

  /** Stores a new client; false if its id is taken, and then nothing has changed. */
  public Uni<Boolean> insertIfAbsent(Client client) {
    return persist(client)
        .replaceWith(true)
        .onFailure(StoreErrors::isDuplicateKey)
        .recoverWithItem(false);
  }
}
