package dev.quanbao.access.model;

import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The authenticated client behind one request, and the moment at which the request is judged.
 *
 * <p>Acts receive it as an argument, so that time and identity are always those of the request.
 *
 * @param clientId 32 hex
 * @param companies ids of the companies whose data it may see; another company's data is answered
 *     as if it didn't exist
 * @param permissions what it may do
 * @param now the business clock of this request (the demo profile may move it)
 * @param requestId the trace id, kept in audit entries
 * @param operation the id under which this request's effect happens at most once: the same for a
 *     retry with the same idempotency key; empty without such a key
 */
public record Caller(
    String clientId,
    Set<String> companies,
    Set<Permission> permissions,
    Instant now,
    String requestId,
    Optional<String> operation) {

  public Caller {
    companies = Set.copyOf(companies);
    permissions = Set.copyOf(permissions);
  }

  public boolean mayUse(String companyId) {
    return companies.contains(companyId);
  }

  public boolean has(Permission permission) {
    return permissions.contains(permission);
  }

  /** Refuses with {@link ErrorCode#PERMISSION_MISSING} unless the permission is granted. */
  public void require(Permission permission) {
    if (!has(permission)) {
      throw RequestRefusedException.because(ErrorCode.PERMISSION_MISSING, permission.wireName());
    }
  }
}
