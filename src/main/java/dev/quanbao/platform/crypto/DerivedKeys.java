package dev.quanbao.platform.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys for one purpose that follow from the master keys: what was made under one of them is known
 * again wherever that master key is configured, and tells nothing of the master key.
 */
public final class DerivedKeys {

  private static final String ALGORITHM = "HmacSHA256";

  private final List<Mac> prototypes;

  private DerivedKeys(List<Mac> prototypes) {
    this.prototypes = prototypes;
  }

  static DerivedKeys of(List<SecretKey> newestFirst, byte[] purpose) {
    return new DerivedKeys(
        newestFirst.stream()
            .map(key -> mac(key.getEncoded()).doFinal(purpose))
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

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks HMAC-SHA256", e);
    }
  }
}
