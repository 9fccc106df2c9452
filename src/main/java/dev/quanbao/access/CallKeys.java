package dev.quanbao.access;

import dev.quanbao.platform.idempotency.KeyedCall;
import jakarta.enterprise.context.ApplicationScoped;

/** Ties idempotency keys to the current call: whose they are, and which operation they mean. */
@ApplicationScoped
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
