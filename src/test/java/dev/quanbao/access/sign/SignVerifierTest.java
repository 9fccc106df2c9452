package dev.quanbao.access.sign;

import static dev.quanbao.access.TestSigns.hmac;
import static dev.quanbao.access.TestSigns.md5;
import static dev.quanbao.access.TestSigns.sha256;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.access.TestSigns;
import dev.quanbao.access.model.KnownClient;
import dev.quanbao.access.model.SignScheme;
import dev.quanbao.access.model.SigningKey;
import dev.quanbao.access.model.StaticSign;
import dev.quanbao.access.model.Validity;
import dev.quanbao.platform.error.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignVerifierTest {

  private static final String ID = "70374ddd0f3641368d419b2d93127b8f";
  private static final String COMMON = "apiVersion=01&client=" + ID + "&version=2.0";
  private static final String STATIC_SIGN = "64089f8e90605825455a26d56c66784c";
  private static final String SECRET = "demo-md5-secret";
  private static final Instant NOW = Instant.ofEpochSecond(1449763200);
  private static final String FRESH = "&timestamp=1449763200&nonce=abcdefghijklmnop";
  private static final String PATH = "/op/v2/getTicketPackageById";
  private static final byte[] BODY = "{\"TicketPackageId\":\"券\"}".getBytes(UTF_8);

  private static final KnownClient STATIC_CLIENT =
      client(SignScheme.STATIC, always(SECRET), always("another"));
  private static final KnownClient MD5_CLIENT = client(SignScheme.MD5, always(SECRET));
  private static final KnownClient HMAC_CLIENT = client(SignScheme.HMAC_SHA256, always(SECRET));

  @ParameterizedTest
  @ValueSource(strings = {STATIC_SIGN, "64089F8E90605825455A26D56C66784C"})
  void theStaticSignIsAcceptedInAnyCase(String sign) {
    SignedRequest request = request(COMMON, sign);

    Optional<ErrorCode> refusal = SignVerifier.refusal(request, STATIC_CLIENT, NOW);

    assertThat(refusal).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"64089f8e90605825455a26d56c66784d", "64089f8e", "x"})
  void anotherStaticSignIsWrong(String sign) {
    SignedRequest request = request(COMMON, sign);

    Optional<ErrorCode> refusal = SignVerifier.refusal(request, STATIC_CLIENT, NOW);

    assertThat(refusal).contains(ErrorCode.SIGN_WRONG);
  }

  @Test
  void aStaticSignEndsWithItsValidity() {
    StaticSign ended = new StaticSign(STATIC_SIGN, new Validity(null, NOW.minusMillis(1)));
    KnownClient client =
        new KnownClient(ID, SignScheme.STATIC, Set.of(), Set.of(), ended, List.of());

    Optional<ErrorCode> refusal = SignVerifier.refusal(request(COMMON, STATIC_SIGN), client, NOW);

    assertThat(refusal).contains(ErrorCode.SIGN_WRONG);
  }

  @Test
  void theMd5IsAcceptedInCapitals() {
    String sign = md5(COMMON + "&key=" + SECRET).toUpperCase(Locale.ROOT);

    Optional<ErrorCode> refusal = SignVerifier.refusal(request(COMMON, sign), MD5_CLIENT, NOW);

    assertThat(refusal).isEmpty();
  }

  @Test
  void theMd5UnderAnotherSecretIsWrong() {
    SignedRequest request = request(COMMON, md5(COMMON + "&key=guessed"));

    Optional<ErrorCode> refusal = SignVerifier.refusal(request, MD5_CLIENT, NOW);

    assertThat(refusal).contains(ErrorCode.SIGN_WRONG);
  }

  @ParameterizedTest
  @CsvSource({
    "STATIC, STATIC, true",
    "STATIC, MD5, true",
    "STATIC, HMAC_SHA256, true",
    "MD5, STATIC, false",
    "MD5, MD5, true",
    "MD5, HMAC_SHA256, true",
    "HMAC_SHA256, STATIC, false",
    "HMAC_SHA256, MD5, false",
    "HMAC_SHA256, HMAC_SHA256, true",
  })
  void strongerSchemesAreAcceptedAndWeakerOnesNever(
      SignScheme minimum, SignScheme used, boolean accepted) {
    KnownClient client = client(minimum, always(SECRET));

    Optional<ErrorCode> refusal = SignVerifier.refusal(signedWith(used), client, NOW);

    assertThat(refusal.isEmpty()).isEqualTo(accepted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MD5", "HMAC_SHA256"})
  void strongerSchemesNeedASecret(SignScheme used) {
    KnownClient client = client(SignScheme.STATIC);

    Optional<ErrorCode> refusal = SignVerifier.refusal(signedWith(used), client, NOW);

    assertThat(refusal).contains(ErrorCode.SIGN_WRONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"STATIC", "MD5", "HMAC_SHA256"})
  void anUnknownClientIsRefusedLikeAWrongSign(SignScheme used) {
    SignedRequest request = signedWith(used);

    Optional<ErrorCode> refusal = SignVerifier.refusal(request, KnownClient.UNKNOWN, NOW);

    assertThat(refusal).contains(ErrorCode.SIGN_WRONG);
  }

  @Test
  void aTimestampRulesTheStaticSignOut() {
    SignedRequest request = request(COMMON + FRESH, STATIC_SIGN);

    Optional<ErrorCode> refusal = SignVerifier.refusal(request, STATIC_CLIENT, NOW);

    assertThat(refusal).contains(ErrorCode.SIGN_WRONG);
  }

  @ParameterizedTest
  @CsvSource({"-301, false", "-300, true", "300, true", "301, false", "999999999999999, false"})
  void theTimestampLiesWithinTheWindow(long offset, boolean accepted) {
    SignedRequest request = signedAt(NOW.getEpochSecond() + offset);

    Optional<ErrorCode> refusal = SignVerifier.refusal(request, HMAC_CLIENT, NOW);

    assertThat(refusal)
        .isEqualTo(accepted ? Optional.empty() : Optional.of(ErrorCode.TIMESTAMP_OUTSIDE_WINDOW));
  }

  @Test
  void aWrongSignIsToldBeforeTheWindow() {
    SignedRequest request = request(COMMON + "&timestamp=1&nonce=abcdefghijklmnop", "0".repeat(64));

    Optional<ErrorCode> refusal = SignVerifier.refusal(request, HMAC_CLIENT, NOW);

    assertThat(refusal).contains(ErrorCode.SIGN_WRONG);
  }

  @ParameterizedTest
  @CsvSource({
    "-10, 10, true",
    "0, 0, true",
    "'', '', true",
    "1, 10, false",
    "-10, -1, false",
    "1, '', false",
    "'', -1, false",
  })
  void aSecretIsInForceWithinItsValidity(String from, String to, boolean accepted) {
    SigningKey key = new SigningKey(SECRET, new Validity(atOffset(from), atOffset(to)));
    KnownClient client = client(SignScheme.HMAC_SHA256, key, always("another"));

    Optional<ErrorCode> refusal =
        SignVerifier.refusal(signedWith(SignScheme.HMAC_SHA256), client, NOW);

    assertThat(refusal.isEmpty()).isEqualTo(accepted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"old", "new"})
  void whileKeysRotateBothAreAccepted(String secret) {
    KnownClient client = client(SignScheme.MD5, always("old"), always("new"));
    SignedRequest request = request(COMMON, md5(COMMON + "&key=" + secret));

    Optional<ErrorCode> refusal = SignVerifier.refusal(request, client, NOW);

    assertThat(refusal).isEmpty();
  }

  private static Instant atOffset(String millis) {
    return millis.isEmpty() ? null : NOW.plusMillis(Long.parseLong(millis));
  }

  private static KnownClient client(SignScheme minimum, SigningKey... keys) {
    StaticSign sign = new StaticSign(STATIC_SIGN, Validity.ALWAYS);
    return new KnownClient(ID, minimum, Set.of(), Set.of(), sign, List.of(keys));
  }

  private static SigningKey always(String secret) {
    return new SigningKey(secret, Validity.ALWAYS);
  }

  private static SignedRequest signedWith(SignScheme scheme) {
    return switch (scheme) {
      case STATIC -> request(COMMON, STATIC_SIGN);
      case MD5 -> request(COMMON, md5(COMMON + "&key=" + SECRET));
      case HMAC_SHA256 -> signedAt(NOW.getEpochSecond());
    };
  }

  private static SignedRequest signedAt(long timestamp) {
    String canonical = canonical().replace("1449763200", Long.toString(timestamp));
    String sign = hmac("POST\n" + PATH + "\n" + canonical + "\n" + sha256(BODY), SECRET);
    return request(COMMON + "&timestamp=" + timestamp + "&nonce=abcdefghijklmnop", sign);
  }

  private static String canonical() {
    return "apiVersion=01&client="
        + ID
        + "&nonce=abcdefghijklmnop&timestamp=1449763200&version=2.0";
  }

  private static SignedRequest request(String query, String sign) {
    return new SignedRequest(
        "POST", PATH, SignedQuery.parse(query + "&sign=" + sign), () -> TestSigns.sha256(BODY));
  }
}
