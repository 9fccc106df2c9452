package dev.quanbao.delivery.connector;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.util.Optional;

/** Settings of the connectors for messages. */
@ConfigMapping(prefix = "quanbao")
public interface ConnectorSettings {

  /**
   * By which connector short messages (2.22) are sent: {@code log}, {@code http}, {@code aliyun};
   * without one 2.22 is 50301. {@code log} in {@code demo}, {@code dev} and {@code test}.
   */
  @WithName("sms.connector")
  Optional<String> sms();

  /**
   * By which connector messages are pushed (2.23): {@code log}, {@code http}, {@code jpush};
   * without one 2.23 is 50301. {@code log} in {@code demo}, {@code dev} and {@code test}.
   */
  @WithName("push.connector")
  Optional<String> push();
}
