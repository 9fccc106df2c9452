package dev.quanbao.platform.settings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.quanbao.card.wechat.WeChatSettings;
import dev.quanbao.delivery.connector.GatewaySettings;
import dev.quanbao.giftpackage.sweep.SweepSettings;
import dev.quanbao.platform.http.body.BodySettings;
import dev.quanbao.platform.http.envelope.FootSettings;
import dev.quanbao.platform.outbox.OutboxSettings;
import dev.quanbao.platform.store.background.PaceSettings;
import dev.quanbao.testing.GivenSettings;
import io.smallrye.config.ConfigValidationException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WrongSettingsTest {

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments(PaceSettings.class, "rest=-1", "quanbao.sweep.rest must be greater"),
        arguments(SweepSettings.class, "every=0s", "quanbao.sweep.every must be longer"),
        arguments(SweepSettings.class, "every=1d", "quanbao.sweep.every"),
        arguments(SweepSettings.class, "evry=1s", "quanbao.sweep.evry"),
        arguments(OutboxSettings.class, "patience=soon", "quanbao.outbox.patience"),
        arguments(OutboxSettings.class, "keep=59m", "quanbao.outbox.keep must be longer"),
        arguments(OutboxSettings.class, "sweep-every=off", "quanbao.outbox.sweep-every"),
        arguments(BodySettings.class, "http.max-body=0", "quanbao.http.max-body must be greater"),
        arguments(BodySettings.class, "http.max-body=3G", "quanbao.http.max-body must be less"),
        arguments(CalendarSettings.class, "zone=Moon/Crater", "quanbao.zone"),
        arguments(FootSettings.class, "service-phone= ", "quanbao.service-phone must not be blank"),
        arguments(GatewaySettings.class, "url=nowhere", "quanbao.gateway.url must be a valid URL"),
        arguments(WeChatSettings.class, "base-url=/", "quanbao.wechat.base-url must be a valid"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aWrongSettingIsRefusedByItsKey(Class<?> mapping, String setting, String expected) {
    assertThatThrownBy(() -> GivenSettings.of(mapping, setting))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining(expected);
  }
}
