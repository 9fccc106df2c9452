package dev.quanbao.delivery.connector;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import java.util.Optional;
import org.hibernate.validator.constraints.URL;

/** Settings of the connector {@code jpush}. */
@ConfigMapping(prefix = "quanbao.jpush")
public interface JPushSettings {

  /** JPush's AppKey. */
  Optional<String> appKey();

  /** JPush's Master Secret. */
  Optional<String> masterSecret();

  /** The text of pushes that have none; {@code {code}} stands for the code. */
  @WithDefault("您有一份礼包待领取，编号 {code}")
  @NotBlank
  String text();

  /** JPush's push interface. */
  @WithDefault("https://api.jpush.cn/v3/push")
  @URL
  String url();
}
