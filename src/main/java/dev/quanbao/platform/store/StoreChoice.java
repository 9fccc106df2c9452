package dev.quanbao.platform.store;

import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ServerAddress;
import com.mongodb.WriteConcern;
import io.quarkus.arc.All;
import io.quarkus.mongodb.runtime.MongoClientCustomizer;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Says which store the service talks to: the one whose connection string is given, else the one
 * that the build carries, and that only where a profile allows it.
 *
 * <p>Nothing is acknowledged to a client that a majority of the store's members hasn't written, and
 * nothing is decided by what a majority hasn't.
 */
@ApplicationScoped
public class StoreChoice implements MongoClientCustomizer {

  // A service without a store is told so before it is asked for keys, which the demo brings along.
  private static final int BEFORE_THE_KEYS = Interceptor.Priority.PLATFORM_BEFORE - 3;
  private static final int CONNECT_SECONDS = 5;
  private static final int REPLY_SECONDS = 30;

  private static final String NONE_CONFIGURED =
      "No store is configured: set quarkus.mongodb.connection-string and quarkus.mongodb.database"
          + " (or QUARKUS_MONGODB_CONNECTION_STRING and QUARKUS_MONGODB_DATABASE)";
  private static final String NONE_ALLOWED = ", or start with -Dquarkus.profile=demo.";
  private static final String NONE_CARRIED =
      "; this build was made with -Dproduction and carries no demo store: for the demo, build without"
          + " -Dproduction and start with -Dquarkus.profile=demo.";

  private final boolean isGiven;
  private final boolean mayEmbed;
  private final List<LocalStore> carried;

  StoreChoice(StoreConnection connection, StoreSettings settings, @All List<LocalStore> carried) {
    this.isGiven = connection.connectionString().filter(given -> !given.isBlank()).isPresent();
    this.mayEmbed = settings.embedded();
    this.carried = carried;
  }

  void refuseToStartWithoutStore(@Observes @Priority(BEFORE_THE_KEYS) StartupEvent event) {
    if (isGiven) {
      return;
    }
    if (carried.isEmpty()) {
      throw refusal(NONE_CARRIED);
    }
    if (!mayEmbed) {
      throw refusal(NONE_ALLOWED);
    }
  }

  @Override
  public MongoClientSettings.Builder customize(MongoClientSettings.Builder settings) {
    settings
        .writeConcern(WriteConcern.MAJORITY)
        .readConcern(ReadConcern.MAJORITY)
        .applyToClusterSettings(
            cluster -> cluster.serverSelectionTimeout(CONNECT_SECONDS, TimeUnit.SECONDS))
        .applyToSocketSettings(socket ->
            socket
                .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .readTimeout(REPLY_SECONDS, TimeUnit.SECONDS));
    if (isGiven) {
      return settings;
    }
    InetSocketAddress address = carried.getFirst().open();
    return settings.applyToClusterSettings(cluster ->
        cluster.hosts(List.of(new ServerAddress(address.getAddress(), address.getPort()))));
  }

  // Of this exception the message alone is shown, and only if it has no cause.
  private static ConfigurationException refusal(String instead) {
    return new ConfigurationException(NONE_CONFIGURED + instead);
  }
}
