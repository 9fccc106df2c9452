package dev.quanbao.platform.outbox;

import jakarta.enterprise.context.ApplicationScoped;

/** Sends what is in the outbox, a few entries of every desk at a time. */
@ApplicationScoped
public class OutboxRunner {

  /** Looks for what is to be sent now instead of at the next regular moment. */
  public void lookSoon() {}
}
