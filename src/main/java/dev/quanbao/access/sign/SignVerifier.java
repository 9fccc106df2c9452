package dev.quanbao.access.sign;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quanbao.access.model.KnownClient;
import dev.quanbao.access.model.SignScheme;
import dev.quanbao.access.model.SignWindow;
import dev.quanbao.access.model.SigningKey;
import dev.quanbao.platform.error.ErrorCode;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The rule that decides whether a request's sign is right.
 *
 * <p>The verifier does the same work whether the client is unknown, lacks a secret or has signed
 * wrongly. It makes every comparison in full before it looks at anything that could make the
 * comparison needless, so that the time of an answer tells nothing.
 */
public final class SignVerifier {

  private SignVerifier() {}

  /**
   * Why the request is refused, if it is; the nonce is judged by the store.
   *
   * @param request whose query has neither faults nor gaps
   * @param client who it says it is from, {@link KnownClient#UNKNOWN} if there is no such client
   * @param now the real clock
   */
  public static Optional<ErrorCode> refusal(
      SignedRequest request, KnownClient client, Instant now) {
    if (!isSignRight(request, client, now)) {
      return Optional.of(ErrorCode.SIGN_WRONG);
    }
    if (request.query().isReplayProtected()
        && !SignWindow.isOpen(request.query().timestamp(), now)) {
      return Optional.of(ErrorCode.TIMESTAMP_OUTSIDE_WINDOW);
    }
    return Optional.empty();
  }

  private static boolean isSignRight(SignedRequest request, KnownClient client, Instant now) {
    byte[] sign = request.query().sign().toLowerCase(Locale.ROOT).getBytes(UTF_8);
    if (request.query().isReplayProtected()) {
      return fitsHmac(sign, request, client, now);
    }
    boolean isStatic =
        client.staticSign().fits(sign, now) && client.minimum().allows(SignScheme.STATIC);
    boolean isMd5 = fitsMd5(sign, request, client, now) && client.minimum().allows(SignScheme.MD5);
    return isStatic || isMd5;
  }

  private static boolean fitsHmac(
      byte[] sign, SignedRequest request, KnownClient client, Instant now) {
    byte[] text = request.textForHmac();
    boolean fits = false;
    for (SigningKey key : client.keys()) {
      fits |= isHexOf(key.hmac(text), sign) && key.isInForce(now);
    }
    return fits;
  }

  private static boolean fitsMd5(
      byte[] sign, SignedRequest request, KnownClient client, Instant now) {
    byte[] text = request.textForMd5();
    boolean fits = false;
    for (SigningKey key : client.keys()) {
      fits |= isHexOf(key.md5(text), sign) && key.isInForce(now);
    }
    return fits;
  }

  private static boolean isHexOf(byte[] digest, byte[] sign) {
    return MessageDigest.isEqual(HexFormat.of().formatHex(digest).getBytes(UTF_8), sign);
  }
}
