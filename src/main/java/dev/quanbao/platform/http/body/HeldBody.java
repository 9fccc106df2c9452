package dev.quanbao.platform.http.body;

import dev.quanbao.platform.crypto.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A small body, held in memory; its bytes are not copied, and whoever has them leaves them alone.
 */
final class HeldBody implements ReceivedBody {

  static final HeldBody NOTHING = new HeldBody(new byte[0]);

  private final byte[] bytes;
  private @Nullable String sha256;

  HeldBody(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }

  // Not every sign covers the body, so that it is only computed once somebody asks.
  @Override
  public String sha256() {
    String known = sha256;
    if (known == null) {
      known = Sha256.hex(bytes);
      sha256 = known;
    }
    return known;
  }
}
