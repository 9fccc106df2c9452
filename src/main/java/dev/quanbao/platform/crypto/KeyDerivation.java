package dev.quanbao.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Derives keys from a secret by HKDF-SHA256 (RFC 5869), one for each purpose.
 *
 * <p>A derived key tells nothing of the secret, nor of the key for another purpose. The secret
 * itself is used for nothing else.
 */
public final class KeyDerivation {

  private KeyDerivation() {}

  /**
   * The key for one purpose, always the same for the same secret.
   *
   * @param algorithm the one algorithm that the key is for
   * @param length of the key in bytes
   */
  public static SecretKey derive(SecretKey secret, String purpose, String algorithm, int length) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              algorithm,
              HKDFParameterSpec.ofExtract()
                  .addIKM(secret)
                  .thenExpand((algorithm + "/" + purpose).getBytes(UTF_8), length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks HKDF-SHA256", e);
    }
  }
}
