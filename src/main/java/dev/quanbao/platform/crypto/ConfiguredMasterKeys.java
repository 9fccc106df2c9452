package dev.quanbao.platform.crypto;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The master keys of this deployment.
 *
 * <p>Made at start, so that an instance without a usable key never takes a request.
 */
@Dependent
class ConfiguredMasterKeys {

  private static final String PROPERTY = "quanbao.master-keys";

  @Produces
  @Singleton
  @Startup
  static MasterKeys masterKeys(@ConfigProperty(name = PROPERTY) Optional<String> configured) {
    try {
      return MasterKeys.parse(
          configured.orElseThrow(
              () -> new IllegalArgumentException("no master key, give id:base64 of 32 bytes")));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(PROPERTY + ": " + e.getMessage(), e);
    }
  }
}
