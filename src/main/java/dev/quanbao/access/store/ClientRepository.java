package dev.quanbao.access.store;

import dev.quanbao.access.model.Client;
import dev.quanbao.platform.store.DocumentRepository;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The stored clients.
 *
 * <p>An id, once taken, is never taken over by a second client.
 */
@ApplicationScoped
public class ClientRepository implements DocumentRepository<Client> {}
