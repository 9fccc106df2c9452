package dev.quanbao.access;

import dev.quanbao.access.model.KnownClient;
import dev.quanbao.access.store.ClientRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The clients that requests were seen from, in memory, with their secrets opened.
 *
 * <p>No answer is older than {@link #MAX_AGE}, counted from before the store was asked. All
 * requests that wait for a client share one look-up. Ids without a client are remembered too; in
 * all there are at most {@link #MAX_ENTRIES} entries.
 */
@ApplicationScoped
public class KnownClients {

  /** How long a change made on another replica may go unnoticed. */
  static final Duration MAX_AGE = Duration.ofSeconds(5);

  private static final long MAX_AGE_NANOS = MAX_AGE.toNanos();

  /** From this age on an entry is renewed while it still serves, so that no request waits. */
  private static final long RENEWAL_AGE_NANOS = MAX_AGE_NANOS / 2;

  private static final int MAX_ENTRIES = 10_000;

  private static final Logger LOG = Logger.getLogger(KnownClients.class);

  private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();
  private final ClientRepository clients;
  private final ClientVault vault;
  private final LongSupplier nanoTime;

  @Inject
  KnownClients(ClientRepository clients, ClientVault vault) {
    this(clients, vault, System::nanoTime);
  }

  /** With a clock for measuring ages, in nanoseconds from anywhere. */
  KnownClients(ClientRepository clients, ClientVault vault, LongSupplier nanoTime) {
    this.clients = clients;
    this.vault = vault;
    this.nanoTime = nanoTime;
  }

  /** The client of an id, {@link KnownClient#UNKNOWN} if there is none. */
  public Uni<KnownClient> find(String id) {
    Entry entry = entries.get(id);
    long now = nanoTime.getAsLong();
    if (entry == null || entry.age(now) >= MAX_AGE_NANOS) {
      return emittedHere(current(id, now).load);
    }
    KnownClient client = entry.client;
    if (client == null) {
      return emittedHere(entry.load);
    }
    if (entry.age(now) >= RENEWAL_AGE_NANOS && entry.renewing.compareAndSet(false, true)) {
      renew(id, entry);
    }
    return Uni.createFrom().item(client);
  }

  /** Makes the next look-up ask the store; for changes made on this replica. */
  void forget(String id) {
    entries.remove(id);
  }

  private Entry current(String id, long now) {
    makeRoom();
    return entries.compute(
        id,
        (key, entry) ->
            entry == null || entry.age(now) >= MAX_AGE_NANOS ? new Entry(key, now) : entry);
  }

  private void renew(String id, Entry old) {
    Entry renewed = new Entry(id, nanoTime.getAsLong());
    // Replaces only the entry that it renews: one that was forgotten meanwhile must not come back.
    renewed.load.subscribe().with(client -> entries.replace(id, old, renewed), KnownClients::note);
  }

  private static void note(Throwable failure) {
    LOG.debug(
        "a client could not be renewed; the next request after its end of life waits for it",
        failure);
  }

  /** Drops ids without a client first: requests can make up any number of them. */
  private void makeRoom() {
    if (entries.size() >= MAX_ENTRIES) {
      entries.values().removeIf(entry -> KnownClient.UNKNOWN.equals(entry.client));
      if (entries.size() >= MAX_ENTRIES / 2) {
        entries.clear();
      }
    }
  }

  /**
   * A shared answer arrives on the thread of the first request; each request takes it to its own.
   */
  private static <T> Uni<T> emittedHere(Uni<T> shared) {
    Context context = Vertx.currentContext();
    return context == null
        ? shared
        : shared.emitOn(command -> context.runOnContext(ignored -> command.run()));
  }

  /** One reading of the store. */
  private final class Entry {

    private final long startedAt;
    private final AtomicBoolean renewing = new AtomicBoolean();
    private final Uni<KnownClient> load;
    private volatile @Nullable KnownClient client;

    Entry(String id, long now) {
      this.startedAt = now;
      this.load =
          Uni.createFrom()
              .deferred(() -> clients.findById(id))
              .map(found -> found == null ? KnownClient.UNKNOWN : vault.open(found))
              .invoke(loaded -> this.client = loaded)
              .onFailure()
              .invoke(() -> entries.remove(id, this))
              .memoize()
              .indefinitely();
    }

    long age(long now) {
      return now - startedAt;
    }
  }
}
