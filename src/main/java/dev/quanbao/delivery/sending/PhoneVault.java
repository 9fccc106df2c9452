package dev.quanbao.delivery.sending;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quanbao.delivery.model.Phone;
import dev.quanbao.delivery.model.Receiver;
import dev.quanbao.platform.crypto.DerivedKeys;
import dev.quanbao.platform.crypto.MasterKeys;
import dev.quanbao.platform.crypto.SealedBytes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Seals phone numbers before they are stored, and opens them when a message is sent.
 *
 * <p>A number is sealed for its delivery: copied into another it doesn't open. Equal numbers have
 * the same keyed hash. The hash needs a key, because there are so few numbers that any other hash
 * of one can be reversed by trying them all.
 */
@ApplicationScoped
public class PhoneVault {

  private final MasterKeys masterKeys;
  private final DerivedKeys hashKeys;

  PhoneVault(MasterKeys masterKeys) {
    this.masterKeys = masterKeys;
    this.hashKeys = masterKeys.derive("phone-hash");
  }

  /** A receiver of a short message, whose number opens for one delivery only. */
  public Receiver seal(Phone phone, @Nullable String userId, String deliveryId) {
    return new Receiver(seal(phone, deliveryId), hash(phone), phone.masked(), userId);
  }

  private SealedBytes seal(Phone phone, String deliveryId) {
    return new SealedBytes(masterKeys.seal(phone.number().getBytes(UTF_8), purpose(deliveryId)));
  }

  Phone open(SealedBytes sealed, String deliveryId) {
    byte[] plain = masterKeys.open(sealed.bytes(), purpose(deliveryId));
    return Phone.parse(new String(plain, UTF_8)).orElseThrow();
  }

  private String hash(Phone phone) {
    return HexFormat.of().formatHex(hashKeys.mac(phone.number().getBytes(UTF_8)));
  }

  private static String purpose(String deliveryId) {
    return "delivery-phone:" + deliveryId;
  }
}
