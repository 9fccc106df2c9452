package dev.quanbao.platform.store;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;

/**
 * Where the store can be used: clients of others end on a context of their own, on which it refuses
 * to.
 */
@Singleton
public final class StoreContext implements Executor {

  private final Vertx vertx;

  public StoreContext(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public void execute(Runnable command) {
    VertxContext.getOrCreateDuplicatedContext(vertx).runOnContext(ignored -> command.run());
  }
}
