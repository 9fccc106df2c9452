package dev.quanbao.delivery.connector;

import dev.quanbao.delivery.model.Message;
import java.util.regex.Pattern;

/** Picks from a provider's reply what may be stored: codes that can't be a phone number. */
final class ProviderCode {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{7,}");

  private ProviderCode() {}

  /** The provider's code for a refusal; {@code OTHER} where it might be a phone number. */
  static String of(String written) {
    return NAME.matcher(written).matches() && !NUMBER.matcher(written).find() ? written : "OTHER";
  }

  /** The provider's name for a message; empty where it quotes the phone number. */
  static String reference(Object written, Message message) {
    String name = String.valueOf(written);
    boolean quotes = message.phone() != null && name.contains(message.number());
    return NAME.matcher(name).matches() && !quotes ? name : "";
  }
}
