package dev.quanbao.platform.idempotency;

/**
 * The request at hand, as far as its idempotency key concerns it.
 *
 * <p>Asked only once the client behind it is proved.
 */
public interface KeyedCall {

  /** Whose key it is: clients don't see each other's. */
  String clientId();

  /** Tells the request under which operation its effect happens at most once. */
  void joinOperation(String operation);
}
