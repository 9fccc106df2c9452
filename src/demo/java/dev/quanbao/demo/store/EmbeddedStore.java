package dev.quanbao.demo.store;

import de.bwaldvogel.mongo.MongoServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;

/**
 * A document server inside this process that keeps its data in one file of a folder. What it has
 * acknowledged outlives the process, however that ends; it need not outlive a power cut, because
 * nothing is forced to the disk.
 */
public final class EmbeddedStore implements AutoCloseable {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final MongoServer server;
  private final InetSocketAddress address;

  private EmbeddedStore(MongoServer server) {
    this.server = server;
    this.address = server.getLocalAddress();
  }

  /**
   * Opens the store kept in a folder, which is created if need be, and listens on a free port of
   * the loopback interface.
   *
   * @throws EmbeddedStoreException if the folder is in use, cannot be written, or is damaged
   */
  public static EmbeddedStore open(Path dataDir) {
    StoreFile file = StoreFile.open(dataDir);
    MongoServer server;
    try {
      CommittingBackend backend = new CommittingBackend(file);
      backend.openDatabases();
      file.tidy();
      server = new MongoServer(backend);
    } catch (RuntimeException e) {
      file.abandon();
      throw EmbeddedStoreException.opening(dataDir, e);
    }
    // One worker: replies hold the live documents, and only their being encoded by the thread that
    // changes them keeps a reply from showing half of an update.
    server.bind(new InetSocketAddress(loopback(), 0), 1, 1);
    return new EmbeddedStore(server);
  }

  /** Where the server listens: the loopback interface and the port it was given. */
  public InetSocketAddress address() {
    return address;
  }

  /** What a driver is given to connect. */
  public String connectionString() {
    return "mongodb://" + address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  /** Cuts the connections, writes what is left to the file, and frees the port and the folder. */
  @Override
  public void close() {
    server.shutdownNow();
  }

  private static InetAddress loopback() {
    try {
      // Not getLoopbackAddress(), which may be ::1 while people write 127.0.0.1.
      return InetAddress.getByAddress(LOOPBACK);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
