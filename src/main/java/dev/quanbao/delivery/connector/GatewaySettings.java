package dev.quanbao.delivery.connector;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import org.hibernate.validator.constraints.URL;

/** Settings of the connector {@code http}. */
@ConfigMapping(prefix = "quanbao.gateway")
public interface GatewaySettings {

  /** Where it posts messages, see [messages](messages.md). */
  Optional<@URL String> url();

  /** Under which it signs them: {@code whsec_} and base64, or the characters as they are. */
  Optional<String> secret();

  /**
   * Where it queries the status of a message; without it a message whose end was not seen stays
   * unknown.
   */
  Optional<@URL String> askUrl();
}
