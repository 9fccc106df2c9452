package dev.quanbao.access.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A client to be stored, its secrets still readable.
 *
 * <p>Lives only as long as the request or the loader that makes it; is never stored or logged.
 *
 * @param id 32 hex
 * @param name for people
 * @param scheme the weakest scheme it may use
 * @param companies whose data it may see
 * @param permissions what it may do
 * @param staticSign the sign issued in advance; only for {@link SignScheme#STATIC}
 * @param secrets for the schemes that compute a sign
 */
public record NewClient(
    String id,
    String name,
    SignScheme scheme,
    Set<String> companies,
    Set<Permission> permissions,
    Optional<Secret> staticSign,
    List<Secret> secrets) {

  public NewClient {
    companies = Set.copyOf(companies);
    permissions = Set.copyOf(permissions);
    secrets = List.copyOf(secrets);
    if (staticSign.isPresent() != (scheme == SignScheme.STATIC)) {
      throw new IllegalArgumentException("a client has a static sign if and only if it may use it");
    }
  }

  /**
   * A readable secret and the time in which it is in force.
   *
   * @param value as the client has it
   * @param validity when it is in force
   */
  public record Secret(String value, Validity validity) {

    public Secret {
      if (value.isBlank()) {
        throw new IllegalArgumentException("a secret is not blank");
      }
    }

    /** A secret that is always in force. */
    public static Secret always(String value) {
      return new Secret(value, Validity.ALWAYS);
    }

    /** Leaves the value out, so that it can't end in a log. */
    @Override
    public String toString() {
      return "Secret[" + validity + "]";
    }
  }
}
