package dev.quanbao.access.model;

import dev.quanbao.platform.crypto.SealedBytes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client as it is stored.
 *
 * <p>Holds no secret in readable form; the client vault seals and opens them.
 *
 * @param id 32 hex
 * @param name for people
 * @param scheme the weakest scheme it may use
 * @param companies whose data it may see
 * @param permissions wire names of what it may do
 * @param staticSign the sign issued in advance, if any
 * @param secrets for the schemes that compute a sign; several while one replaces another
 * @param createdAt when it was made
 */
@RegisterForReflection
public record Client(
    String id,
    String name,
    SignScheme scheme,
    List<String> companies,
    List<String> permissions,
    @Nullable SealedSecret staticSign,
    List<SealedSecret> secrets,
    Instant createdAt) {

  public Client {
    companies = orEmpty(companies);
    permissions = orEmpty(permissions);
    secrets = orEmpty(secrets);
  }

  /** What it may do; a name that this release doesn't know grants nothing. */
  public Set<Permission> granted() {
    return Stream.of(Permission.values())
        .filter(permission -> permissions.contains(permission.wireName()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The store leaves empty fields out, and hands them back as null. */
  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /**
   * A secret, sealed for one client and under one id.
   *
   * @param id unique within the client
   * @param sealed opens under a master key
   * @param notBefore the first moment in which it is in force, if bounded
   * @param notAfter the last one, if bounded
   */
  @RegisterForReflection
  public record SealedSecret(
      String id, SealedBytes sealed, @Nullable Instant notBefore, @Nullable Instant notAfter) {

    public Validity validity() {
      return new Validity(notBefore, notAfter);
    }
  }
}
