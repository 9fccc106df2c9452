package dev.quanbao.platform.settings;

import java.io.Serial;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads a time zone such that a wrong one is refused by the name of its setting. */
public final class ZoneConverter implements Converter<ZoneId> {

  @Serial private static final long serialVersionUID = 1;

  @Override
  public ZoneId convert(String value) {
    try {
      return ZoneId.of(value);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("it is no time zone such as Asia/Shanghai", e);
    }
  }
}
