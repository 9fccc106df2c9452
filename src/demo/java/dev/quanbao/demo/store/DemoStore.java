package dev.quanbao.demo.store;

import dev.quanbao.platform.store.LocalStore;
import io.quarkus.logging.Log;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The embedded store as the one store of this service: opened at most once, closed with it. */
@ApplicationScoped
class DemoStore implements LocalStore {

  private final Path dataDir;
  private @Nullable EmbeddedStore store;

  DemoStore(DemoStoreSettings settings) {
    this.dataDir = settings.dataDir();
  }

  @Override
  public synchronized InetSocketAddress open() {
    EmbeddedStore open = store;
    if (open == null) {
      try {
        open = EmbeddedStore.open(dataDir);
      } catch (EmbeddedStoreException e) {
        // Of this exception the message alone is shown, and only if it has no cause.
        throw new ConfigurationException(e.sentence());
      }
      Log.infof("The embedded store keeps its data in %s", dataDir.toAbsolutePath());
      store = open;
    }
    return open.address();
  }

  @PreDestroy
  synchronized void close() {
    if (store != null) {
      store.close();
      store = null;
    }
  }
}
