package dev.quanbao.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class KeyDerivationTest {

  private static final SecretKey SECRET = new SecretKeySpec(new byte[32], "HKDF");

  @Test
  void aPurposeAlwaysHasTheSameKey() {
    SecretKey key = KeyDerivation.derive(SECRET, "cursor", "AES", 32);

    assertThat(key.getEncoded())
        .hasSize(32)
        .isEqualTo(KeyDerivation.derive(SECRET, "cursor", "AES", 32).getEncoded());
    assertThat(key.getAlgorithm()).isEqualTo("AES");
  }

  @Test
  void anotherPurposeHasAnotherKey() {
    SecretKey key = KeyDerivation.derive(SECRET, "cursor", "AES", 32);

    SecretKey other = KeyDerivation.derive(SECRET, "phone", "AES", 32);

    assertThat(other.getEncoded()).isNotEqualTo(key.getEncoded());
  }

  @Test
  void anotherAlgorithmHasAnotherKeyForTheSamePurpose() {
    SecretKey sealing = KeyDerivation.derive(SECRET, "cursor", "AES", 32);

    SecretKey hashing = KeyDerivation.derive(SECRET, "cursor", "HmacSHA256", 32);

    assertThat(hashing.getEncoded()).isNotEqualTo(sealing.getEncoded());
  }

  @Test
  void theSecretItselfIsNoKey() {
    SecretKey key = KeyDerivation.derive(SECRET, "cursor", "AES", 32);

    assertThat(key.getEncoded()).isNotEqualTo(SECRET.getEncoded());
  }
}
