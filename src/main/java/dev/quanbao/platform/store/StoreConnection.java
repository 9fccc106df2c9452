package dev.quanbao.platform.store;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/**
 * Settings of the store that are Quarkus' own, as far as the choice of the store depends on them.
 */
@ConfigMapping(prefix = "quarkus.mongodb")
public interface StoreConnection {

  /**
   * The store; without it the embedded one, or a refusal to start. Write and read concern are
   * majority: what a connection string says of them is overridden.
   */
  Optional<String> connectionString();
}
