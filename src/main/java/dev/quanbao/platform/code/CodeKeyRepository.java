package dev.quanbao.platform.code;

import dev.quanbao.platform.crypto.MasterKeys;
import dev.quanbao.platform.crypto.SealedBytes;
import dev.quanbao.platform.store.StoreErrors;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;

/** The stored code key: whoever comes first makes it, everybody else finds it. */
@ApplicationScoped
public class CodeKeyRepository implements ReactivePanacheMongoRepositoryBase<CodeKey, String> {

  private static final String PURPOSE = "code-key";
  private static final int BYTES = 16;

  private final MasterKeys masterKeys;

  CodeKeyRepository(MasterKeys masterKeys) {
    this.masterKeys = masterKeys;
  }

  /** The key, made if there is none yet. */
  public Uni<byte[]> load() {
    return findById(CodeKey.ID)
        .onItem()
        .ifNull()
        .switchTo(this::make)
        .map(key -> masterKeys.open(key.sealed().bytes(), PURPOSE));
  }

  private Uni<CodeKey> make() {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    return persist(new CodeKey(CodeKey.ID, new SealedBytes(masterKeys.seal(key, PURPOSE))))
        .onFailure(StoreErrors::isDuplicateKey)
        .recoverWithUni(() -> findById(CodeKey.ID));
  }
}
