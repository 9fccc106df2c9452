package dev.quanbao.platform.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of which every key is derived: one for each purpose, for sealing (AES-256-GCM) and
 * for HMACs. The secrets themselves encrypt nothing.
 *
 * <p>The first secret seals, all of them open, so that a new one put in front takes over without
 * anything becoming unreadable. A sealed value opens only for the purpose it was sealed for: moved
 * to another record, it is as good as altered.
 *
 * <p>The sealed form is one byte of format, one of the key id's length, the key id, the nonce, and
 * the ciphertext with its tag.
 */
public final class MasterKeys {

  private static final byte FORMAT = 2;
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int MAX_ID_LENGTH = 32;

  private final Map<String, SecretKey> keys;
  private final String newestId;
  private final SecretKey newest;
  private final SecureRandom random = new SecureRandom();

  private MasterKeys(Map<String, SecretKey> keys) {
    Map.Entry<String, SecretKey> first = keys.entrySet().iterator().next();
    this.keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    this.newestId = first.getKey();
    this.newest = first.getValue();
  }

  /**
   * Reads keys from their configured form, {@code id:base64,id:base64,…}, the newest first.
   *
   * @throws IllegalArgumentException with a sentence that names the entry at fault, never its key
   */
  public static MasterKeys parse(String configured) {
    var keys = new LinkedHashMap<String, SecretKey>();
    int position = 0;
    for (String entry : configured.split(",", -1)) {
      position++;
      int colon = entry.indexOf(':');
      String id = colon < 0 ? "" : entry.substring(0, colon).strip();
      if (!isKeyId(id)) {
        throw malformed(position, "has no id of 1 to 32 letters, digits, '-', '_' or '.'");
      }
      if (keys.put(id, key(position, entry.substring(colon + 1).strip())) != null) {
        throw malformed(position, "repeats the id " + id);
      }
    }
    return new MasterKeys(keys);
  }

  /** Seals a value for one purpose, under the newest secret. */
  public byte[] seal(byte[] plain, String purpose) {
    byte[] id = newestId.getBytes(US_ASCII);
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, newest, nonce, purpose).doFinal(plain);
      return ByteBuffer.allocate(2 + id.length + nonce.length + ciphertext.length)
          .put(FORMAT)
          .put((byte) id.length)
          .put(id)
          .put(nonce)
          .put(ciphertext)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks AES-256-GCM", e);
    }
  }

  /**
   * Opens what {@link #seal} made for the same purpose.
   *
   * @throws IllegalStateException if the value was altered, sealed for another purpose, or sealed
   *     under a key that is not configured any more
   */
  public byte[] open(byte[] sealed, String purpose) {
    ByteBuffer in = ByteBuffer.wrap(sealed);
    try {
      if (in.get() != FORMAT) {
        throw unreadable(purpose, null);
      }
      byte[] id = new byte[Byte.toUnsignedInt(in.get())];
      in.get(id);
      byte[] nonce = new byte[NONCE_BYTES];
      in.get(nonce);
      byte[] ciphertext = new byte[in.remaining()];
      in.get(ciphertext);
      return cipher(Cipher.DECRYPT_MODE, keyOf(id), nonce, purpose).doFinal(ciphertext);
    } catch (BufferUnderflowException | AEADBadTagException e) {
      throw unreadable(purpose, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks AES-256-GCM", e);
    }
  }

  /** The keys for the HMACs of one purpose. */
  public DerivedKeys derive(String purpose) {
    return DerivedKeys.of(List.copyOf(keys.values()), purpose);
  }

  private SecretKey keyOf(byte[] sealedId) {
    String id = new String(sealedId, US_ASCII);
    SecretKey key = keys.get(id);
    if (key == null) {
      throw new IllegalStateException(
          isKeyId(id)
              ? "a stored value is sealed under master key " + id + ", which is not configured"
              : "a stored value is sealed under a master key of unknown name");
    }
    return key;
  }

  private static Cipher cipher(int mode, SecretKey secret, byte[] nonce, String purpose)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    SecretKey key = KeyDerivation.derive(secret, purpose, "AES", KEY_BYTES);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  private static SecretKey key(int position, String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // The cause is left out: it would quote a part of the key.
      throw malformed(position, "is not base64 after its id");
    }
    if (bytes.length != KEY_BYTES) {
      throw malformed(position, "has " + bytes.length + " bytes, not " + KEY_BYTES);
    }
    return new SecretKeySpec(bytes, "HKDF");
  }

  private static boolean isKeyId(String id) {
    return !id.isEmpty()
        && id.length() <= MAX_ID_LENGTH
        && id.chars()
            .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "-_.".indexOf(c) >= 0));
  }

  private static IllegalArgumentException malformed(int position, String reason) {
    return new IllegalArgumentException("master key no. " + position + " " + reason);
  }

  private static IllegalStateException unreadable(String purpose, @Nullable Exception cause) {
    return new IllegalStateException(
        "a stored value was altered, or was not sealed as " + purpose, cause);
  }
}
