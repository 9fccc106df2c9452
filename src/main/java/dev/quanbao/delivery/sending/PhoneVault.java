package dev.quanbao.delivery.sending;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quanbao.delivery.model.Phone;
import dev.quanbao.platform.crypto.DerivedKeys;
import dev.quanbao.platform.crypto.MasterKeys;
import dev.quanbao.platform.crypto.SealedBytes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;

/**
 * Seals phone numbers before they are stored, and opens them for whoever sends.
 *
 * <p>A number is sealed for its delivery: copied into another it doesn't open. That two are the
 * same is told by a keyed hash, which without the key says nothing: there are too few numbers for
 * any other.
 */
@ApplicationScoped
public class PhoneVault {

  private final MasterKeys masterKeys;
  private final DerivedKeys hashKeys;

  PhoneVault(MasterKeys masterKeys) {
    this.masterKeys = masterKeys;
    this.hashKeys = masterKeys.derive("phone-hash");
  }

  public SealedBytes seal(Phone phone, String deliveryId) {
    return new SealedBytes(masterKeys.seal(phone.number().getBytes(UTF_8), purpose(deliveryId)));
  }

  Phone open(SealedBytes sealed, String deliveryId) {
    byte[] plain = masterKeys.open(sealed.bytes(), purpose(deliveryId));
    return Phone.of(new String(plain, UTF_8)).orElseThrow();
  }

  public String hash(Phone phone) {
    return HexFormat.of().formatHex(hashKeys.mac(phone.number().getBytes(UTF_8)));
  }

  private static String purpose(String deliveryId) {
    return "delivery-phone:" + deliveryId;
  }
}
