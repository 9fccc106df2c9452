package dev.quanbao.platform.idempotency;

/** An answer that holds a secret, which only the first client to see it may learn. */
public interface ShownOnce {

  /** The same answer without the secret; it is what a repetition gets. */
  Object withoutSecret();
}
