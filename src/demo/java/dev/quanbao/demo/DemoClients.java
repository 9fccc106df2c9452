package dev.quanbao.demo;

import dev.quanbao.access.model.NewClient;
import dev.quanbao.access.model.NewClient.Secret;
import dev.quanbao.access.model.Permission;
import dev.quanbao.access.model.SignScheme;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The clients of the demo: one of each scheme, and one of another company. */
final class DemoClients {

  private static final Set<String> ONE_COMPANY = Set.of(DemoDirectory.COMPANY);
  private static final Set<Permission> ALL = EnumSet.allOf(Permission.class);
  private static final Set<Permission> ALL_BUT_CLIENTS =
      EnumSet.complementOf(EnumSet.of(Permission.CLIENT_ADMIN));

  private DemoClients() {}

  static List<NewClient> all() {
    return List.of(
        new NewClient(
            "70374ddd0f3641368d419b2d93127b8f",
            "the seeds' client",
            SignScheme.STATIC,
            ONE_COMPANY,
            ALL_BUT_CLIENTS,
            Optional.of(Secret.always("64089f8e90605825455a26d56c66784c")),
            List.of()),
        new NewClient(
            "5d41402abc4b2a76b9719d911017c592",
            "a client that signs by MD5",
            SignScheme.MD5,
            ONE_COMPANY,
            ALL_BUT_CLIENTS,
            Optional.empty(),
            List.of(Secret.always("demo-md5-secret"))),
        new NewClient(
            "7d793037a0760186574b0282f2f435e7",
            "a client that signs by HMAC",
            SignScheme.HMAC_SHA256,
            ONE_COMPANY,
            ALL,
            Optional.empty(),
            List.of(Secret.always("demo-hmac-secret"))),
        new NewClient(
            "9a0364b9e99bb480dd25e1f0284c8555",
            "another company's client",
            SignScheme.HMAC_SHA256,
            Set.of(DemoDirectory.OTHER_COMPANY),
            ALL_BUT_CLIENTS,
            Optional.empty(),
            List.of(Secret.always("demo-other-secret"))));
  }
}
