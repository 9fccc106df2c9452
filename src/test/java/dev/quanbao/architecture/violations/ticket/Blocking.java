package dev.quanbao.architecture.violations.ticket;

import io.smallrye.mutiny.Uni;

/** Makes its thread wait. */
public final class Blocking {

  private Blocking() {}

  public static String read(Uni<String> later) {
    return later.await().indefinitely();
  }
}
