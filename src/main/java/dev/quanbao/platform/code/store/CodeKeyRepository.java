package dev.quanbao.platform.code.store;

import dev.quanbao.platform.crypto.MasterKeys;
import dev.quanbao.platform.crypto.SealedBytes;
import dev.quanbao.platform.store.DocumentRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;

/** The stored code key: the first replica makes it, all others find it. */
@ApplicationScoped
public class CodeKeyRepository implements DocumentRepository<CodeKey> {

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
    var made = new CodeKey(CodeKey.ID, new SealedBytes(masterKeys.seal(key, PURPOSE)));
    return insertOrFind(made, () -> findById(CodeKey.ID));
  }
}
