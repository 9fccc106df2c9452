package dev.quanbao.platform.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Keys for the HMACs of one purpose, one for each master key: what was made under one of them is
 * known again wherever that master key is configured.
 */
public final class DerivedKeys {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final List<Mac> prototypes;

  private DerivedKeys(List<Mac> prototypes) {
    this.prototypes = prototypes;
  }

  static DerivedKeys of(List<SecretKey> newestFirst, String purpose) {
    return new DerivedKeys(
        newestFirst.stream()
            .map(secret -> KeyDerivation.derive(secret, purpose, ALGORITHM, KEY_BYTES))
            .map(DerivedKeys::mac)
            .toList());
  }

  /** The HMAC-SHA256 of a message in parts, under the newest key. */
  public byte[] mac(byte[]... message) {
    return mac(prototypes.getFirst(), message);
  }

  /** Whether this is the beginning of a message's HMAC under any of the keys. */
  public boolean isMac(byte[] beginning, byte[]... message) {
    boolean is = false;
    for (Mac prototype : prototypes) {
      byte[] right = Arrays.copyOf(mac(prototype, message), beginning.length);
      is |= MessageDigest.isEqual(right, beginning);
    }
    return is;
  }

  private static byte[] mac(Mac prototype, byte[]... message) {
    try {
      Mac mac = (Mac) prototype.clone();
      for (byte[] part : message) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("HMAC-SHA256 of this Java runtime can't be cloned", e);
    }
  }

  private static Mac mac(SecretKey key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks HMAC-SHA256", e);
    }
  }
}
