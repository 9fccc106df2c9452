package dev.quanbao.platform.crypto;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings of the master keys. */
@ConfigMapping(prefix = "quanbao")
public interface KeySettings {

  /**
   * {@code id:base64,id:base64,…}, 32 bytes each, the newest first: the first seals, all open.
   * Required but for {@code demo}, {@code dev} and {@code test}, which have one that everybody can
   * read. To rotate, put a new one in front and keep the old ones.
   */
  Optional<String> masterKeys();
}
