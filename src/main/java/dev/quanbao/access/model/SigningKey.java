package dev.quanbao.access.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A client's secret, opened and made ready for signing.
 *
 * <p>Never shows the secret, not even in its text. Its prototypes are only ever cloned, so that
 * threads can share it and no algorithm is looked up for a request.
 */
public final class SigningKey {

  /** Stands in where there is no secret, so that refusing takes as long as checking. */
  static final SigningKey DECOY = new SigningKey("no secret at all", Validity.NEVER);

  private final MessageDigest md5;
  private final Mac hmac;
  private final byte[] md5Suffix;
  private final Validity validity;

  public SigningKey(String secret, Validity validity) {
    try {
      this.md5 = MessageDigest.getInstance("MD5");
      this.hmac = Mac.getInstance("HmacSHA256");
      this.hmac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("this Java runtime lacks MD5 or HMAC-SHA256", e);
    }
    this.md5Suffix = ("&key=" + secret).getBytes(UTF_8);
    this.validity = validity;
  }

  public boolean isInForce(Instant moment) {
    return validity.includes(moment);
  }

  public byte[] md5(byte[] text) {
    try {
      MessageDigest digest = (MessageDigest) md5.clone();
      digest.update(text);
      return digest.digest(md5Suffix);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("MD5 of this Java runtime can't be cloned", e);
    }
  }

  public byte[] hmac(byte[] text) {
    try {
      return ((Mac) hmac.clone()).doFinal(text);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("HMAC-SHA256 of this Java runtime can't be cloned", e);
    }
  }
}
