package dev.quanbao.access.model;

import java.util.List;
import java.util.Set;

/**
 * A client as requests are judged by it: its record with the secrets opened.
 *
 * <p>There is always a static sign and at least one key, if need be decoys that fit nothing, so
 * that what a client lacks doesn't show in the time a refusal takes.
 *
 * @param id 32 hex
 * @param minimum the weakest scheme it may use
 * @param companies whose data it may see
 * @param permissions what it may do
 * @param staticSign the sign issued in advance
 * @param keys its secrets
 */
public record KnownClient(
    String id,
    SignScheme minimum,
    Set<String> companies,
    Set<Permission> permissions,
    StaticSign staticSign,
    List<SigningKey> keys) {

  /** Stands in for every client that doesn't exist; no sign is right for it. */
  public static final KnownClient UNKNOWN =
      new KnownClient("", SignScheme.STATIC, Set.of(), Set.of(), StaticSign.DECOY, List.of());

  public KnownClient {
    companies = Set.copyOf(companies);
    permissions = Set.copyOf(permissions);
    keys = keys.isEmpty() ? List.of(SigningKey.DECOY) : List.copyOf(keys);
  }
}
