package dev.quanbao.platform.store;

import java.net.InetSocketAddress;

/**
 * The store that a build carries inside itself. The build for production has none, so there is at
 * most one such bean.
 */
public interface LocalStore {

  /**
   * Opens the store, unless it is open, and answers where it listens. It is closed with the
   * service.
   *
   * @throws io.quarkus.runtime.configuration.ConfigurationException with one sentence for the
   *     person who started the service, if the store can't be opened
   */
  InetSocketAddress open();
}
