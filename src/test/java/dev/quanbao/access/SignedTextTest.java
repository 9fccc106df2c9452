package dev.quanbao.access;

import static dev.quanbao.access.TestSigns.hmac;
import static dev.quanbao.access.TestSigns.md5;
import static dev.quanbao.access.TestSigns.sha256;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.access.model.KnownClient;
import dev.quanbao.access.model.SignScheme;
import dev.quanbao.access.model.SigningKey;
import dev.quanbao.access.model.StaticSign;
import dev.quanbao.access.model.Validity;
import dev.quanbao.access.sign.SignVerifier;
import dev.quanbao.access.sign.SignedQuery;
import dev.quanbao.access.sign.SignedRequest;
import dev.quanbao.platform.error.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a sign covers, scheme by scheme. */
class SignedTextTest {

  private static final String ID = "70374ddd0f3641368d419b2d93127b8f";
  private static final String COMMON = "apiVersion=01&client=" + ID + "&version=2.0";
  private static final String STATIC_SIGN = "64089f8e90605825455a26d56c66784c";
  private static final String SECRET = "demo-md5-secret";
  private static final Instant NOW = Instant.ofEpochSecond(1449763200);
  private static final String FRESH = "&timestamp=1449763200&nonce=abcdefghijklmnop";
  private static final String PATH = "/op/v2/getTicketPackageById";
  private static final byte[] BODY = "{\"TicketPackageId\":\"券\"}".getBytes(UTF_8);

  private static final KnownClient MD5_CLIENT = client(SignScheme.MD5, always(SECRET));
  private static final KnownClient HMAC_CLIENT = client(SignScheme.HMAC_SHA256, always(SECRET));

  /** The text under sign is written out; what is computed is its MD5 alone. */
  @ParameterizedTest
  @CsvSource({
    "'', apiVersion=01&client=" + ID + "&version=2.0",
    "&zeta=1&Alpha=2, Alpha=2&apiVersion=01&client=" + ID + "&version=2.0&zeta=1",
    "&blank=&space=%20&none, apiVersion=01&client=" + ID + "&version=2.0",
    "&city=a+b%2Bc, apiVersion=01&city=a b+c&client=" + ID + "&version=2.0",
    "&k=%E5%88%B8%26x, apiVersion=01&client=" + ID + "&k=券&x&version=2.0",
  })
  void theMd5OfTheDecodedParametersIsAccepted(String more, String text) {
    SignedRequest request = request(COMMON + more, md5(text + "&key=" + SECRET));

    Optional<ErrorCode> refusal = SignVerifier.refusal(request, MD5_CLIENT, NOW);

    assertThat(refusal).isEmpty();
  }

  @Test
  void theOrderOfParametersDoesNotMatter() {
    String sign = md5(COMMON + "&key=" + SECRET);
    SignedRequest request = request("version=2.0&client=" + ID + "&&apiVersion=01", sign);

    Optional<ErrorCode> refusal = SignVerifier.refusal(request, MD5_CLIENT, NOW);

    assertThat(refusal).isEmpty();
  }

  @Test
  void theMd5BindsTheParameters() {
    SignedRequest request = request(COMMON + "&more=1", md5(COMMON + "&key=" + SECRET));

    Optional<ErrorCode> refusal = SignVerifier.refusal(request, MD5_CLIENT, NOW);

    assertThat(refusal).contains(ErrorCode.SIGN_WRONG);
  }

  /** COMMON stands for the canonical form of the common parameters. */
  @ParameterizedTest
  @CsvSource({
    "'', COMMON",
    "&zeta=1&Alpha=2, Alpha=2&COMMON&zeta=1",
    "&blank=&space=%20&none, COMMON",
    "&a-b=2&a=1, a=1&a-b=2&COMMON",
    "&a%5B=1&aZ=2, a%5B=1&aZ=2&COMMON",
    "&a=b+c%2bd~e*, a=b%20c%2Bd~e%2A&COMMON",
    "&a=%e5%88%b8, a=%E5%88%B8&COMMON",
  })
  void theHmacOfTheCanonicalTextIsAccepted(String more, String query) {
    String canonical = query.replace("COMMON", canonical());
    String text = "POST\n" + PATH + "\n" + canonical + "\n" + sha256(BODY);
    SignedRequest request = request(COMMON + FRESH + more, hmac(text, SECRET));

    Optional<ErrorCode> refusal = SignVerifier.refusal(request, HMAC_CLIENT, NOW);

    assertThat(refusal).isEmpty();
  }

  /** Signs computed elsewhere, so that this test and the product can't err alike. */
  @ParameterizedTest
  @CsvSource({
    "'', 86fc0d0a1da8907c411d0faae9123cef",
    "&timestamp=1449763200&nonce=abcdefghijklmnop,"
        + "1a4f0ee7a224f3c7f31595dd3a14698e098df8a29c60653b23558c715319344a",
  })
  void knownAnswers(String more, String sign) {
    SignedRequest request = request(COMMON + more, sign);

    Optional<ErrorCode> refusal = SignVerifier.refusal(request, MD5_CLIENT, NOW);

    assertThat(refusal).isEmpty();
  }

  @Test
  void anEmptyBodyIsSignedAsTheEmptyString() {
    String emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    String sign = hmac("GET\n/v3/a%20b\n" + canonical() + "\n" + emptyHash, SECRET);
    SignedQuery query = SignedQuery.parse(COMMON + FRESH + "&sign=" + sign);
    SignedRequest request =
        new SignedRequest("GET", "/v3/a%20b", query, () -> TestSigns.sha256(new byte[0]));

    Optional<ErrorCode> refusal = SignVerifier.refusal(request, HMAC_CLIENT, NOW);

    assertThat(refusal).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /op/v2/getTicketPackageById, ''",
    "POST, /op/v2/deleteTicketPackage, ''",
    "POST, /op/v2/getTicketPackageById, &more=1",
    "POST, /op/v2/getTicketPackageByI%64, ''",
  })
  void theHmacBindsMethodPathAndQuery(String method, String path, String more) {
    String sign = hmac("POST\n" + PATH + "\n" + canonical() + "\n" + sha256(BODY), SECRET);
    SignedQuery query = SignedQuery.parse(COMMON + FRESH + more + "&sign=" + sign);
    SignedRequest request = new SignedRequest(method, path, query, () -> TestSigns.sha256(BODY));

    Optional<ErrorCode> refusal = SignVerifier.refusal(request, HMAC_CLIENT, NOW);

    assertThat(refusal).contains(ErrorCode.SIGN_WRONG);
  }

  @Test
  void theHmacBindsTheBody() {
    String sign = hmac("POST\n" + PATH + "\n" + canonical() + "\n" + sha256(BODY), SECRET);
    SignedQuery query = SignedQuery.parse(COMMON + FRESH + "&sign=" + sign);
    SignedRequest request =
        new SignedRequest("POST", PATH, query, () -> TestSigns.sha256(new byte[0]));

    Optional<ErrorCode> refusal = SignVerifier.refusal(request, HMAC_CLIENT, NOW);

    assertThat(refusal).contains(ErrorCode.SIGN_WRONG);
  }

  private static KnownClient client(SignScheme minimum, SigningKey... keys) {
    StaticSign sign = new StaticSign(STATIC_SIGN, Validity.ALWAYS);
    return new KnownClient(ID, minimum, Set.of(), Set.of(), sign, List.of(keys));
  }

  private static SigningKey always(String secret) {
    return new SigningKey(secret, Validity.ALWAYS);
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
