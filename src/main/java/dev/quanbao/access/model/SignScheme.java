package dev.quanbao.access.model;

/**
 * How a client signs its requests, the weakest first.
 *
 * <p>A client's record names the weakest scheme it may use; a stronger one is always accepted, a
 * weaker one never.
 */
public enum SignScheme {
  /** A value issued to the client in advance; binds nothing. */
  STATIC,
  /** MD5 of the query parameters and a secret; binds the query. */
  MD5,
  /** HMAC-SHA256 of method, path, query and body; binds all of them and refuses replays. */
  HMAC_SHA256;

  /** Whether a client with this minimum may use the given scheme. */
  public boolean allows(SignScheme used) {
    return used.compareTo(this) >= 0;
  }
}
