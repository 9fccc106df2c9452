package dev.quanbao.access.sign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedQueryTest {

  private static final String COMMON =
      "apiVersion=01&client=70374ddd0f3641368d419b2d93127b8f&version=2.0&sign=abc";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "&timestamp=1449763200&nonce=abcdefghijklmnop",
        "&timestamp=0&nonce=ABCDEFGHIJ-_0123456789ABCDEFGHIJ-_0123456789ABCDEFGHIJ-_01234567",
        "&other=%E5%88%B8&blank=&nameless",
      })
  void aWellFormedQueryHasNeitherFaultsNorGaps(String more) {
    SignedQuery query = SignedQuery.parse(COMMON + more);

    assertThat(query.violations()).isEmpty();
    assertThat(query.missing()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "version=2.0, version=2.13",
    "version=2.0, version=2.9",
    "apiVersion=01, apiVersion=%30%31",
    "sign=abc, sign=64089F8E90605825455A26D56C66784C",
  })
  void otherPermittedValues(String replaced, String by) {
    SignedQuery query = SignedQuery.parse(COMMON.replace(replaced, by));

    assertThat(query.violations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "apiVersion=01, apiVersion=02, apiVersion",
    "apiVersion=01, apiVersion=1, apiVersion",
    "version=2.0, version=3.0, version",
    "version=2.0, version=2, version",
    "version=2.0, version=2., version",
    "version=2.0, version=2.x, version",
    "version=2.0, version=2.1.1, version",
    "client=7, client=, client",
    "client=7, client=g, client",
    "client=70374d, client=70374D, client",
    "sign=abc, sign=a%20b, sign",
    "sign=abc, sign=%E5%88%B8, sign",
    "sign=abc, sign=abc&timestamp=, timestamp",
    "sign=abc, sign=abc&timestamp=-1, timestamp",
    "sign=abc, sign=abc&timestamp=1.5, timestamp",
    "sign=abc, sign=abc&timestamp=1234567890123456789, timestamp",
    "sign=abc, sign=abc&nonce=, nonce",
    "sign=abc, sign=abc&nonce=fifteencharacte, nonce",
    "sign=abc, sign=abc&nonce=sixteen.characte, nonce",
    "sign=abc, sign=abc&sign=abc, sign",
    "sign=abc, sign=abc&x=1&x=1, x",
    "sign=abc, sign=abc&x=1&%78=2, x",
    "sign=abc, sign=abc&x&x, x",
    "sign=abc, sign=abc&x=%, x",
    "sign=abc, sign=abc&x=%4, x",
    "sign=abc, sign=abc&x=%4g, x",
    "sign=abc, sign=abc&x=%FF, x",
    "sign=abc, sign=abc&x=%C0%AF, x",
    "sign=abc, sign=abc&x=ä, x",
    "sign=abc, sign=abc&%zz=1, %zz",
  })
  void aFaultNamesItsField(String replaced, String by, String field) {
    SignedQuery query = SignedQuery.parse(COMMON.replace(replaced, by));

    assertThat(query.violations())
        .singleElement()
        .returns(field, Violation::path)
        .returns(ErrorCode.INVALID_PARAMETERS, Violation::kind);
  }

  @Test
  void allFaultsAreNamedAtOnce() {
    SignedQuery query =
        SignedQuery.parse("apiVersion=02&client=x&version=1&sign=a+b&timestamp=x&nonce=x&y&y");

    assertThat(query.violations())
        .extracting(Violation::path)
        .containsExactlyInAnyOrder(
            "apiVersion", "client", "version", "sign", "timestamp", "nonce", "y");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "&", "apiVersion=&client&sign=%20", "ApiVersion=01&SIGN=abc"})
  void everyMissingParameterIsNamed(String raw) {
    SignedQuery query = SignedQuery.parse(raw);

    assertThat(query.missing()).containsExactly("apiVersion", "client", "version", "sign");
    assertThat(query.violations()).isEmpty();
  }

  @Test
  void aTimestampAsksForANonce() {
    SignedQuery query = SignedQuery.parse(COMMON + "&timestamp=1449763200");

    assertThat(query.missing()).isEqualTo(List.of("nonce"));
  }

  @Test
  void aNonceAsksForATimestamp() {
    SignedQuery query = SignedQuery.parse(COMMON + "&nonce=abcdefghijklmnop");

    assertThat(query.missing()).isEqualTo(List.of("timestamp"));
  }
}
