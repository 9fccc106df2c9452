package dev.quanbao.platform.http.envelope;

import dev.quanbao.platform.error.Messages;
import dev.quanbao.platform.http.header.Languages;
import dev.quanbao.platform.http.page.PageInfo;
import dev.quanbao.platform.time.BusinessCalendar;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.net.HostName;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the envelopes of {@code /op/v2}, in the language the client asked for. */
@Singleton
public class Envelopes {

  private static final int SUCCESS = 200;

  private final CurrentVertxRequest current;
  private final DateTimeFormatter operationTime;
  private final String servicePhone;
  private final String host;
  private final Clock clock;

  @Inject
  Envelopes(
      CurrentVertxRequest current, BusinessCalendar calendar, FootSettings foot, Clock clock) {
    this(
        current,
        calendar.zone(),
        foot.servicePhone(),
        foot.host().orElseGet(HostName::getHostName),
        clock);
  }

  Envelopes(
      CurrentVertxRequest current, ZoneId zone, String servicePhone, String host, Clock clock) {
    this.current = current;
    this.operationTime = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(zone);
    this.servicePhone = servicePhone;
    this.host = host;
    this.clock = clock;
  }

  /** A success. */
  public <T extends @Nullable Object> Envelope<T> ok(T data) {
    return envelope(SUCCESS, success(), data, null);
  }

  /** A success that may have nothing to tell. */
  public <T> Envelope<T> maybe(@Nullable T data) {
    return envelope(SUCCESS, success(), data, null);
  }

  /** A success that is one page of many. */
  public <T> Envelope<T> paged(T data, PageInfo page) {
    return envelope(SUCCESS, success(), data, page);
  }

  <T> Envelope<T> refused(int code, String message, @Nullable T data) {
    return envelope(code, message, data, null);
  }

  private <T> Envelope<T> envelope(
      int code, String message, @Nullable T data, @Nullable PageInfo page) {
    String time = operationTime.format(clock.instant());
    return new Envelope<>(code, message, data, page, new Foot(time, servicePhone, host));
  }

  /** The language the client asked for. */
  public Locale language() {
    return Languages.of(current.getCurrent());
  }

  private String success() {
    return Messages.text("SUCCESS", language(), List.of());
  }
}
