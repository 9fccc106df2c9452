package dev.quanbao.access;

import dev.quanbao.access.store.NonceRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Uses up the nonce of a signed request: a client's nonce is good for one request. */
@ApplicationScoped
public class UseNonce {

  private final NonceRepository nonces;

  UseNonce(NonceRepository nonces) {
    this.nonces = nonces;
  }

  /** Refuses a nonce that was used before; it is remembered as long as it could be sent again. */
  public Uni<Void> use(String clientId, String nonce, long timestamp) {
    return nonces.take(clientId, nonce, timestamp);
  }
}
