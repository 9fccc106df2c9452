package dev.quanbao.platform.store;

import io.smallrye.mutiny.Uni;

/**
 * Something that must be done before the first request is answered, once all indexes are made;
 * repeating it does no harm, since every replica does it at every start.
 */
public interface StartupTask {

  /** Tasks run in this order, those of one order in no particular one. */
  enum Order {
    KEYS,
    DATA
  }

  Order order();

  Uni<Void> run();
}
