package dev.quanbao.platform.crypto;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.Optional;

/**
 * The master keys of this deployment.
 *
 * <p>Made at start, so that an instance without a usable key never takes a request.
 */
@Dependent
class ConfiguredMasterKeys {

  private static final String PROPERTY = "quanbao.master-keys";
  // Whoever forgot the key is told of it, whether or not there is a store.
  private static final int BEFORE_THE_STORE = Interceptor.Priority.PLATFORM_BEFORE - 2;

  @Produces
  @Singleton
  @Startup(BEFORE_THE_STORE)
  static MasterKeys masterKeys(KeySettings settings) {
    Optional<String> configured = settings.masterKeys();
    if (configured.isEmpty()) {
      throw refusal(
          "No master key is configured: set %s (or QUANBAO_MASTER_KEYS) to id:base64 of 32 bytes."
              .formatted(PROPERTY));
    }
    try {
      return MasterKeys.parse(configured.get());
    } catch (IllegalArgumentException e) {
      throw refusal("The setting %s is of no use: %s.".formatted(PROPERTY, e.getMessage()));
    }
  }

  // Of this exception the message alone is shown, and only if it has no cause.
  private static ConfigurationException refusal(String sentence) {
    return new ConfigurationException(sentence);
  }
}
