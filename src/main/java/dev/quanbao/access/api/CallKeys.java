package dev.quanbao.access.api;

import dev.quanbao.platform.idempotency.KeyedCall;
import jakarta.inject.Singleton;

/** Ties idempotency keys to the caller of the request at hand. */
@Singleton
class CallKeys implements KeyedCall {

  private final CurrentCall call;

  CallKeys(CurrentCall call) {
    this.call = call;
  }

  @Override
  public String clientId() {
    return call.caller().clientId();
  }

  @Override
  public void joinOperation(String operation) {
    call.joinOperation(operation);
  }
}
