package dev.quanbao.demo;

import dev.quanbao.access.RegisterClient;
import dev.quanbao.access.model.NewClient;
import dev.quanbao.access.model.Permission;
import dev.quanbao.access.model.SignScheme;
import dev.quanbao.platform.id.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Clients that may do less than the seeds' own, or see another company. */
public final class TestClient {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private TestClient() {}

  /** A client of the demo's other company. */
  public static BackOffice ofAnotherCompany(RegisterClient registerClient) {
    return put(registerClient, Set.of(DemoDirectory.OTHER_COMPANY), Set.of(Permission.values()));
  }

  /** A client of the demo's company with some permissions only. */
  public static BackOffice permitted(RegisterClient registerClient, Permission... permissions) {
    return put(registerClient, Set.of(DemoDirectory.COMPANY), Set.of(permissions));
  }

  /** A client of one company of its own, which it may create. */
  public static BackOffice of(RegisterClient registerClient, String companyId) {
    return put(registerClient, Set.of(companyId), Set.of(Permission.values()));
  }

  /** A client of both companies. */
  public static BackOffice ofBothCompanies(RegisterClient registerClient) {
    return put(
        registerClient,
        Set.of(DemoDirectory.COMPANY, DemoDirectory.OTHER_COMPANY),
        Set.of(Permission.values()));
  }

  private static BackOffice put(
      RegisterClient registerClient, Set<String> companies, Set<Permission> permissions) {
    String id = Ids.random();
    String sign = Ids.random();
    var client =
        new NewClient(
            id,
            "test",
            SignScheme.STATIC,
            companies,
            permissions,
            Optional.of(NewClient.Secret.always(sign)),
            List.of());
    registerClient.register(client).await().atMost(PATIENCE);
    return BackOffice.as(id, sign);
  }
}
