package dev.quanbao.platform.settings;

import io.quarkus.runtime.configuration.MemorySizeConverter;
import java.io.Serial;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads a size such as {@code 1M} as a number of bytes, so that constraints can limit it. */
public final class BytesConverter implements Converter<Long> {

  @Serial private static final long serialVersionUID = 1;

  @Override
  public Long convert(String value) {
    return new MemorySizeConverter().convert(value).asLongValue();
  }
}
