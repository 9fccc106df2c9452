package dev.quanbao.card.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A template's info (优惠券信息), the type's object of WeChat's card/create: as text for the store and
 * for WeChat, and as plain values for rules and views.
 *
 * <p>Nothing of it is lost, added or put into another order.
 */
public final class CardInfo {

  /** The longest text there may be: the longest card of WeChat's several times over. */
  public static final int MAX_BYTES = 65_536;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final TypeReference<Map<String, @Nullable Object>> FIELDS =
      new TypeReference<>() {};

  private final String text;
  private final Map<String, @Nullable Object> fields;

  private CardInfo(String text) {
    this.text = text;
    try {
      this.fields = JSON.readValue(text, FIELDS);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An info as it came in, which must be a JSON object. */
  public static CardInfo of(JsonNode sent) {
    return new CardInfo(sent.toString());
  }

  /** An info as it is stored. */
  public static CardInfo read(String text) {
    return new CardInfo(text);
  }

  /** The JSON text. */
  public String text() {
    return text;
  }

  /** Objects as maps in their order, arrays as lists; texts, numbers and flags as they are. */
  public Map<String, @Nullable Object> fields() {
    return fields;
  }

  /** A value below {@code base_info}; null where there is none. */
  public @Nullable Object base(String name) {
    return fields.get("base_info") instanceof Map<?, ?> base ? base.get(name) : null;
  }

  /** The title, which the rules have found to be there. */
  public String title() {
    return baseText("title");
  }

  /** The brand's name, which the rules have found to be there. */
  public String brandName() {
    return baseText("brand_name");
  }

  /** The colour, which the rules have found to be there. */
  public String color() {
    return baseText("color");
  }

  private String baseText(String name) {
    return Objects.requireNonNull(base(name), name).toString();
  }
}
