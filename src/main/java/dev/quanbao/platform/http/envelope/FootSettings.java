package dev.quanbao.platform.http.envelope;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import java.util.Optional;

/** Settings of the foot of every answer. */
@ConfigMapping(prefix = "quanbao")
public interface FootSettings {

  /** {@code foot.servicePhone}: the number that users of the clients are told to call. */
  @WithDefault("400800400")
  @NotBlank
  String servicePhone();

  /**
   * {@code foot.host}: which replica answered; the machine's host name unless given. Set it where
   * host names must not be shown.
   */
  Optional<String> host();
}
