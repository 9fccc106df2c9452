package dev.quanbao.platform.store;

import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ServerAddress;
import com.mongodb.WriteConcern;
import dev.quanbao.platform.store.embedded.EmbeddedStore;
import dev.quanbao.platform.store.embedded.EmbeddedStoreException;
import io.quarkus.logging.Log;
import io.quarkus.mongodb.runtime.MongoClientCustomizer;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Says which store the service talks to: the one whose connection string is given, else the
 * embedded one, and that only where a profile allows it.
 *
 * <p>Nothing is acknowledged to a client that a majority of the store's members hasn't written, and
 * nothing is decided by what a majority hasn't.
 */
@ApplicationScoped
public class StoreChoice implements MongoClientCustomizer {

  private static final int CONNECT_SECONDS = 5;
  private static final int REPLY_SECONDS = 30;

  private final boolean isGiven;
  private final boolean mayEmbed;
  private final Path dataDir;
  private @Nullable EmbeddedStore embedded;

  StoreChoice(
      @ConfigProperty(name = "quarkus.mongodb.connection-string") Optional<String> connection,
      @ConfigProperty(name = "quanbao.store.embedded", defaultValue = "false") boolean mayEmbed,
      @ConfigProperty(name = "quanbao.store.data-dir", defaultValue = "data") Path dataDir) {
    this.isGiven = connection.filter(given -> !given.isBlank()).isPresent();
    this.mayEmbed = mayEmbed;
    this.dataDir = dataDir;
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
    if (!mayEmbed) {
      throw refusal(
          "No store is configured: set quarkus.mongodb.connection-string and"
              + " quarkus.mongodb.database (or QUARKUS_MONGODB_CONNECTION_STRING and"
              + " QUARKUS_MONGODB_DATABASE), or start with -Dquarkus.profile=demo.");
    }
    InetSocketAddress address = embedded().address();
    return settings.applyToClusterSettings(cluster ->
        cluster.hosts(List.of(new ServerAddress(address.getAddress(), address.getPort()))));
  }

  private synchronized EmbeddedStore embedded() {
    EmbeddedStore open = embedded;
    if (open == null) {
      try {
        open = EmbeddedStore.open(dataDir);
      } catch (EmbeddedStoreException e) {
        throw refusal(String.valueOf(e.getMessage()));
      }
      Log.infof("The embedded store keeps its data in %s", dataDir.toAbsolutePath());
      embedded = open;
    }
    return open;
  }

  // Of this exception the message alone is shown, and only if it has no cause.
  private static ConfigurationException refusal(String sentence) {
    return new ConfigurationException(sentence);
  }

  @PreDestroy
  synchronized void close() {
    if (embedded != null) {
      embedded.close();
      embedded = null;
    }
  }
}
