package dev.quanbao.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeysTest {

  private static final String OLD = "old:" + keyOf((byte) 1);
  private static final String NEW = "new:" + keyOf((byte) 2);
  private static final byte[] PLAIN = "a secret 券".getBytes(UTF_8);

  @Test
  void whatWasSealedOpensForItsPurpose() {
    MasterKeys keys = MasterKeys.parse(OLD);

    byte[] opened = keys.open(keys.seal(PLAIN, "purpose"), "purpose");

    assertThat(opened).isEqualTo(PLAIN);
  }

  @Test
  void nothingIsSealedTwiceAlike() {
    MasterKeys keys = MasterKeys.parse(OLD);

    byte[] sealed = keys.seal(PLAIN, "purpose");

    assertThat(sealed).isNotEqualTo(keys.seal(PLAIN, "purpose"));
  }

  @Test
  void theOlderKeyStillOpens() {
    byte[] sealed = MasterKeys.parse(OLD).seal(PLAIN, "purpose");

    byte[] opened = MasterKeys.parse(NEW + ", " + OLD).open(sealed, "purpose");

    assertThat(opened).isEqualTo(PLAIN);
  }

  @Test
  void theFirstKeySeals() {
    byte[] sealed = MasterKeys.parse(NEW + "," + OLD).seal(PLAIN, "purpose");

    byte[] opened = MasterKeys.parse(NEW).open(sealed, "purpose");

    assertThat(opened).isEqualTo(PLAIN);
  }

  @Test
  void aKeyThatIsGoneIsNamed() {
    byte[] sealed = MasterKeys.parse(OLD).seal(PLAIN, "purpose");

    Throwable failure = catchThrowable(() -> MasterKeys.parse(NEW).open(sealed, "purpose"));

    assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessageContaining("key old");
  }

  @Test
  void anotherPurposeDoesNotOpen() {
    MasterKeys keys = MasterKeys.parse(OLD);
    byte[] sealed = keys.seal(PLAIN, "purpose");

    Throwable failure = catchThrowable(() -> keys.open(sealed, "another"));

    assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessageContaining("another");
  }

  @Test
  void noByteCanBeAltered() {
    MasterKeys keys = MasterKeys.parse(OLD);
    byte[] sealed = keys.seal(PLAIN, "purpose");

    for (int i = 0; i < sealed.length; i++) {
      byte[] altered = sealed.clone();
      altered[i] ^= 1;
      assertThatThrownBy(() -> keys.open(altered, "purpose"))
          .as("byte %d", i)
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5, 10, 20})
  void aTruncatedValueDoesNotOpen(int length) {
    MasterKeys keys = MasterKeys.parse(OLD);
    byte[] truncated = Arrays.copyOf(keys.seal(PLAIN, "purpose"), length);

    Throwable failure = catchThrowable(() -> keys.open(truncated, "purpose"));

    assertThat(failure).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|no. 1 has no id",
        "no-colon|no. 1 has no id",
        "a b:AAAA|no. 1 has no id",
        "a:AAAA|no. 1 has 3 bytes, not 32",
        "a:*|no. 1 is not base64",
        "a:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=,|no. 2 has no id",
        "a:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=,"
            + "a:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=|no. 2 repeats the id a"
      })
  void aMalformedKeyIsNamedButNotShown(String configured, String reason) {
    Throwable failure = catchThrowable(() -> MasterKeys.parse(configured));

    assertThat(failure)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("AAAA")
        .hasMessageNotContaining("AQEB");
  }

  private static String keyOf(byte filling) {
    byte[] key = new byte[32];
    Arrays.fill(key, filling);
    return Base64.getEncoder().encodeToString(key);
  }
}
