package dev.quanbao.platform.idempotency.store;

import dev.quanbao.platform.error.ErrorCode;

/** What becomes of a request that came with a key. */
public sealed interface Beginning {

  /** It is carried out. */
  record Carried(Attempt attempt) implements Beginning {}

  /** It was answered before. */
  record Answered(KeptAnswer answer) implements Beginning {}

  /** It is refused. */
  record Denied(ErrorCode code) implements Beginning {}
}
