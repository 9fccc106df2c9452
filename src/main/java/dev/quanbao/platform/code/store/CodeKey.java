package dev.quanbao.platform.code.store;

import dev.quanbao.platform.crypto.SealedBytes;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The key that all codes are made under, sealed; made once and never changed, since another key
 * would make codes that are already in people's hands a second time.
 *
 * @param id always {@link #ID}
 * @param sealed the key, encrypted under a master key
 */
@RegisterForReflection
public record CodeKey(String id, SealedBytes sealed) {
  public static final String ID = "codes";
}
