package dev.quanbao.access.sign;

import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.uri.PercentEncoding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A request's query with the common parameters, read once.
 *
 * <p>Its texts under sign leave no room for a second reading: no name stands twice, and no name or
 * value is malformed, unless {@link #violations()} says so.
 */
public final class SignedQuery {

  private static final String API_VERSION = "01";
  private static final String VERSION_PREFIX = "2.";
  private static final int MAX_VERSION_LENGTH = 8;
  private static final int CLIENT_LENGTH = 32;
  private static final int MAX_SIGN_LENGTH = 128;
  private static final int MAX_TIMESTAMP_LENGTH = 18;
  private static final int MIN_NONCE_LENGTH = 16;
  private static final int MAX_NONCE_LENGTH = 64;

  private final SortedMap<String, String> parameters;
  private final List<Violation> violations;

  private SignedQuery(SortedMap<String, String> parameters, List<Violation> violations) {
    this.parameters = parameters;
    this.violations = violations;
  }

  /** Reads a query as it was sent, without its question mark. */
  public static SignedQuery parse(@Nullable String raw) {
    var query = new SignedQuery(new TreeMap<>(), new ArrayList<>());
    if (raw != null) {
      query.readParameters(raw);
    }
    query.judgeForm();
    return query;
  }

  /** What is wrong with the query's form, all at once. */
  public List<Violation> violations() {
    return Collections.unmodifiableList(violations);
  }

  /** The names of the common parameters that are missing or blank. */
  public List<String> missing() {
    var required = new ArrayList<>(List.of("apiVersion", "client", "version", "sign"));
    if (isReplayProtected()) {
      required.addAll(List.of("timestamp", "nonce"));
    }
    required.removeIf(name -> !value(name).isBlank());
    return required;
  }

  /** Whether the query claims the strongest scheme, by its timestamp or its nonce. */
  public boolean isReplayProtected() {
    return parameters.containsKey("timestamp") || parameters.containsKey("nonce");
  }

  public String client() {
    return value("client");
  }

  String sign() {
    return value("sign");
  }

  public String nonce() {
    return value("nonce");
  }

  /** The moment of signing in epoch seconds; only where {@link #isReplayProtected()}. */
  public long timestamp() {
    return Long.parseLong(value("timestamp"));
  }

  /** The text that the MD5 scheme signs, without its key. */
  String textForMd5() {
    return join(parameters);
  }

  /** The query line of the text that the HMAC scheme signs. */
  String textForHmac() {
    // Sorted once more: the order of encoded names differs where a name needs encoding.
    var encoded = new TreeMap<String, String>();
    parameters.forEach(
        (name, value) -> encoded.put(PercentEncoding.encode(name), encodeUnlessBlank(value)));
    return join(encoded);
  }

  private static String encodeUnlessBlank(String value) {
    return value.isBlank() ? "" : PercentEncoding.encode(value);
  }

  private static String join(SortedMap<String, String> sorted) {
    var text = new StringBuilder(256);
    for (Map.Entry<String, String> parameter : sorted.entrySet()) {
      if (!parameter.getValue().isBlank() && !parameter.getKey().equals("sign")) {
        text.append(text.isEmpty() ? "" : "&")
            .append(parameter.getKey())
            .append('=')
            .append(parameter.getValue());
      }
    }
    return text.toString();
  }

  private String value(String name) {
    return parameters.getOrDefault(name, "");
  }

  private void readParameters(String raw) {
    int start = 0;
    while (start <= raw.length()) {
      int end = raw.indexOf('&', start);
      if (end < 0) {
        end = raw.length();
      }
      if (end > start) {
        readParameter(raw.substring(start, end));
      }
      start = end + 1;
    }
  }

  private void readParameter(String pair) {
    int equals = pair.indexOf('=');
    String rawName = equals < 0 ? pair : pair.substring(0, equals);
    String rawValue = equals < 0 ? "" : pair.substring(equals + 1);
    String name = PercentEncoding.decode(rawName).orElse(null);
    if (name == null) {
      violations.add(Violation.parameter(rawName, "violation.format"));
      return;
    }
    String value = PercentEncoding.decode(rawValue).orElse(null);
    if (value == null) {
      violations.add(Violation.parameter(name, "violation.format"));
    } else if (parameters.putIfAbsent(name, value) != null) {
      violations.add(Violation.parameter(name, "violation.twice"));
    }
  }

  private void judgeForm() {
    judge("apiVersion", API_VERSION::equals, "violation.oneOf", API_VERSION);
    judge("version", SignedQuery::isVersion, "violation.oneOf", "2.x");
    judge("client", SignedQuery::isClient, "violation.format");
    judge("sign", SignedQuery::isSign, "violation.format");
    judgeEvenBlank("timestamp", SignedQuery::isTimestamp);
    judgeEvenBlank("nonce", SignedQuery::isNonce);
  }

  /** A blank common parameter counts as missing, which is not a matter of form. */
  private void judge(String name, Predicate<String> form, String message, Object... args) {
    String value = value(name);
    if (!value.isBlank() && !form.test(value)) {
      violations.add(Violation.parameter(name, message, args));
    }
  }

  /** A blank timestamp or nonce is malformed: to stand there at all claims the strongest scheme. */
  private void judgeEvenBlank(String name, Predicate<String> form) {
    String value = parameters.get(name);
    if (value != null && !form.test(value)) {
      violations.add(Violation.parameter(name, "violation.format"));
    }
  }

  private static boolean isVersion(String value) {
    return value.startsWith(VERSION_PREFIX)
        && value.length() > VERSION_PREFIX.length()
        && value.length() <= MAX_VERSION_LENGTH
        && value.chars().skip(VERSION_PREFIX.length()).allMatch(SignedQuery::isDigit);
  }

  private static boolean isClient(String value) {
    return value.length() == CLIENT_LENGTH
        && value.chars().allMatch(c -> HexFormat.isHexDigit(c) && !(c >= 'A' && c <= 'F'));
  }

  /** Only what no sign can be is malformed: a value issued in advance may look like anything. */
  private static boolean isSign(String value) {
    return value.length() <= MAX_SIGN_LENGTH && value.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  private static boolean isTimestamp(String value) {
    return !value.isEmpty()
        && value.length() <= MAX_TIMESTAMP_LENGTH
        && value.chars().allMatch(SignedQuery::isDigit);
  }

  private static boolean isNonce(String value) {
    return value.length() >= MIN_NONCE_LENGTH
        && value.length() <= MAX_NONCE_LENGTH
        && value.chars().allMatch(SignedQuery::isNonceCharacter);
  }

  private static boolean isNonceCharacter(int c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
