package dev.quanbao.delivery.connector;

import dev.quanbao.delivery.model.Message;
import java.util.regex.Pattern;

/** What is kept of a provider's reply: codes and names that can't be a receiver's number. */
final class ProviderCode {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{7,}");

  private ProviderCode() {}

  /** A provider's code for why. */
  static String of(String written) {
    return NAME.matcher(written).matches() && !NUMBER.matcher(written).find() ? written : "OTHER";
  }

  /** What a provider calls a message. */
  static String reference(Object written, Message message) {
    String name = String.valueOf(written);
    boolean quotes = message.phone() != null && name.contains(message.number());
    return NAME.matcher(name).matches() && !quotes ? name : "";
  }
}
