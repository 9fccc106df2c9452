package dev.quanbao.card.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quanbao.platform.crypto.Sha256;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The hash by which a card is recognised at WeChat.
 *
 * <p>WeChat keeps no name of ours, so the hash is of what a card shows and never changes. What
 * WeChat writes back in another form is left out, such as colours and the type of dates.
 */
final class CardFingerprint {

  private static final List<String> BASE = List.of("brand_name", "title", "notice", "description");
  private static final List<String> DATES =
      List.of("begin_timestamp", "end_timestamp", "fixed_term", "fixed_begin_term");
  private static final List<String> OWN = List.of("discount", "least_cost", "reduce_cost");

  private CardFingerprint() {}

  /** The fingerprint of a card, as it is sent to card/create and as card/get shows it. */
  static String of(JsonNode card) {
    String type = card.path("card_type").asText("");
    JsonNode own = card.path(type.toLowerCase(Locale.ROOT));
    JsonNode base = own.path("base_info");
    String whole =
        Stream.of(
                Stream.of(type),
                values(base, BASE),
                values(base.path("date_info"), DATES),
                values(own, OWN))
            .flatMap(values -> values)
            .collect(Collectors.joining("\n"));
    return Sha256.hex(whole);
  }

  private static Stream<String> values(JsonNode node, List<String> names) {
    return names.stream().map(name -> node.path(name).asText("").strip());
  }
}
