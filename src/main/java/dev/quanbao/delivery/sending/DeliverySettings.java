package dev.quanbao.delivery.sending;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of deliveries. */
@ConfigMapping(prefix = "quanbao.delivery")
public interface DeliverySettings {

  /**
   * How long it is known to whom which message was sent; the number itself goes with the end of the
   * message.
   */
  @WithDefault("90d")
  @DurationMin(hours = 1)
  Duration keep();
}
