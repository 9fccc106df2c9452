package dev.quanbao.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quanbao.access.model.Client;
import dev.quanbao.access.model.KnownClient;
import dev.quanbao.access.model.NewClient;
import dev.quanbao.access.model.Permission;
import dev.quanbao.access.model.SigningKey;
import dev.quanbao.access.model.StaticSign;
import dev.quanbao.platform.crypto.MasterKeys;
import dev.quanbao.platform.crypto.SealedBytes;
import dev.quanbao.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Seals clients' secrets before they are stored, and opens them again.
 *
 * <p>A secret is sealed for its client and its own id: a copy in another record does not open.
 */
@ApplicationScoped
public class ClientVault {

  private final MasterKeys masterKeys;

  ClientVault(MasterKeys masterKeys) {
    this.masterKeys = masterKeys;
  }

  Client seal(NewClient client, Instant createdAt) {
    return new Client(
        client.id(),
        client.name(),
        client.scheme(),
        client.companies().stream().sorted().toList(),
        client.permissions().stream().sorted().map(Permission::wireName).toList(),
        client.staticSign().map(sign -> seal(client.id(), sign)).orElse(null),
        client.secrets().stream().map(secret -> seal(client.id(), secret)).toList(),
        createdAt);
  }

  KnownClient open(Client client) {
    Client.SealedSecret sign = client.staticSign();
    return new KnownClient(
        client.id(),
        client.scheme(),
        Set.copyOf(client.companies()),
        client.granted(),
        sign == null ? StaticSign.DECOY : new StaticSign(open(client.id(), sign), sign.validity()),
        keysOf(client));
  }

  private List<SigningKey> keysOf(Client client) {
    return client.secrets().stream()
        .map(secret -> new SigningKey(open(client.id(), secret), secret.validity()))
        .toList();
  }

  private Client.SealedSecret seal(String clientId, NewClient.Secret secret) {
    String id = Ids.random();
    byte[] sealed = masterKeys.seal(secret.value().getBytes(UTF_8), purpose(clientId, id));
    return new Client.SealedSecret(
        id, new SealedBytes(sealed), secret.validity().notBefore(), secret.validity().notAfter());
  }

  private String open(String clientId, Client.SealedSecret secret) {
    byte[] plain = masterKeys.open(secret.sealed().bytes(), purpose(clientId, secret.id()));
    return new String(plain, UTF_8);
  }

  private static String purpose(String clientId, String secretId) {
    return "client-secret:" + clientId + ':' + secretId;
  }
}
