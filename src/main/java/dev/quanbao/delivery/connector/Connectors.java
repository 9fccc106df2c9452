package dev.quanbao.delivery.connector;

import dev.quanbao.delivery.model.Medium;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The connectors that the configuration chose, one a medium at most. */
@Singleton
@Startup
public class Connectors {

  private final Map<Medium, Connector> chosen = new EnumMap<>(Medium.class);

  Connectors(@All List<Connector> all, ConnectorSettings settings) {
    settings.sms().ifPresent(name -> chosen.put(Medium.SMS, choose(all, Medium.SMS, name)));
    settings.push().ifPresent(name -> chosen.put(Medium.PUSH, choose(all, Medium.PUSH, name)));
  }

  /** The connector that was chosen for a medium, if any. */
  public Optional<Connector> find(Medium medium) {
    return Optional.ofNullable(chosen.get(medium));
  }

  private static Connector choose(List<Connector> all, Medium medium, String name) {
    Connector found =
        all.stream()
            .filter(connector -> connector.name().equals(name))
            .filter(connector -> connector.media().contains(medium))
            .findFirst()
            .orElseThrow(() -> refusal(medium, name, "there is no such connector"));
    found
        .missing()
        .ifPresent(setting -> {
          throw refusal(medium, name, "it needs " + setting);
        });
    return found;
  }

  // Of this exception the message alone is shown, and only if it has no cause.
  private static ConfigurationException refusal(Medium medium, String name, String why) {
    return new ConfigurationException(
        "The connector %s can't be used for %s: %s.".formatted(name, medium, why));
  }
}
