package dev.quanbao.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quanbao.card.model.CardType;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Infos that WeChat would take, and ways to spoil them. */
public final class SampleInfos {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String BASE =
      """
      {"base_info": {
        "logo_url": "http://mmbiz.qpic.cn/mmbiz/iaL1LJM1mF9aRKPZ/0", "code_type": "CODE_TYPE_TEXT",
        "brand_name": "海底捞", "title": "周三优惠", "color": "Color010",
        "notice": "使用时向服务员出示此券", "description": "不可与其他优惠同享",
        "sku": {"quantity": 50000000}}}
      """;

  private SampleInfos() {}

  /** The least that a type needs. */
  public static ObjectNode of(CardType type) {
    var info = (ObjectNode) read(BASE);
    return switch (type) {
      case DISCOUNT -> info.put("discount", 30);
      case COUPON -> info.put("least_cost", 1000).put("reduce_cost", 500);
      case GROUPON -> info.put("deal_detail", "双人套餐");
      case GIFT -> info.put("gift", "可兑换音乐木盒一个");
    };
  }

  /**
   * The same info with a value at a path, as in {@code base_info.sku.quantity}.
   *
   * @param json the value; null takes it away
   */
  public static ObjectNode with(ObjectNode info, String path, @Nullable String json) {
    ObjectNode changed = info.deepCopy();
    ObjectNode parent = changed;
    String[] steps = path.split("\\.", -1);
    for (int i = 0; i < steps.length - 1; i++) {
      parent = parent.withObjectProperty(steps[i]);
    }
    String name = steps[steps.length - 1];
    if (json == null) {
      parent.remove(name);
    } else {
      parent.set(name, read(json));
    }
    return changed;
  }

  public static Map<String, @Nullable Object> plain(ObjectNode info) {
    return JSON.convertValue(info, new TypeReference<>() {});
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
