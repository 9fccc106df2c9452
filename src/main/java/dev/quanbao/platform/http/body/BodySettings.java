package dev.quanbao.platform.http.body;

import dev.quanbao.platform.settings.BytesConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.nio.file.Path;

/** Settings of request bodies. */
@ConfigMapping(prefix = "quanbao")
public interface BodySettings {

  /**
   * The largest body that is accepted, else 41300. Each is held in memory: with a larger limit the
   * heap must grow.
   */
  @WithName("http.max-body")
  @WithDefault("1M")
  @WithConverter(BytesConverter.class)
  @Positive
  @Max(Integer.MAX_VALUE)
  long largestHeld();

  /**
   * The largest body of an import (files of codes, users, staff), else 41300. It is kept in a
   * temporary file while the request lasts, at most 32 of them at once.
   */
  @WithName("import.max-body")
  @WithDefault("256M")
  @WithConverter(BytesConverter.class)
  @Positive
  long largestSpooled();

  /**
   * Where the bodies of imports are kept while their requests last. Change it where the operating
   * system's temporary folder is too small for 32 of them, or lies in memory.
   */
  @WithName("import.folder")
  @WithDefault("${java.io.tmpdir}")
  Path spoolFolder();
}
