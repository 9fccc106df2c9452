package dev.quanbao.card.wechat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.URL;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of WeChat cards. */
@ConfigMapping(prefix = "quanbao.wechat")
public interface WeChatSettings {

  /**
   * {@code company/appid:secret,…}: which company publishes its cards under which accounts; the
   * first is meant where a template names none, {@code *} stands for all companies that have none
   * of their own. Templates of a company without one end with {@code sync} 3.
   */
  Optional<String> accounts();

  /** WeChat; the stand-in of the service itself in {@code demo} and {@code dev}. */
  @WithDefault("https://api.weixin.qq.com")
  @URL
  String baseUrl();

  /** How long WeChat may take to be reached, and to go on answering. */
  @WithDefault("5s")
  @DurationMin(millis = 1)
  Duration timeout();
}
