package dev.quanbao.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quanbao.card.model.CardInfo;
import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.card.model.CardType;
import dev.quanbao.card.model.SyncState;
import java.time.Instant;
import java.util.List;

/** Two card templates of the demo's company, which look like those of seed 003. */
final class DemoCards {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant BEGIN = Instant.parse("2018-01-09T16:00:00Z");
  private static final Instant END = Instant.parse("2035-12-31T15:59:59Z");
  private static final Instant CREATED = Instant.parse("2018-01-01T02:10:10Z");

  private DemoCards() {}

  static List<CardTemplate> all() {
    ObjectNode discount = info("海底捞折扣券").put("discount", 30);
    ObjectNode coupon = info("海底捞现金券").put("least_cost", 10_000).put("reduce_cost", 1_000);
    return List.of(template(1, CardType.DISCOUNT, discount), template(2, CardType.COUPON, coupon));
  }

  private static ObjectNode info(String title) {
    ObjectNode info = JSON.createObjectNode();
    info.putObject("base_info")
        .put("color", "Color010")
        .put("title", title)
        .put("notice", "使用时向服务员出示此券")
        .put("logo_url", "http://mmbiz.qpic.cn/mmbiz/iaL1LJM1mF9aRKPZ/0")
        .put("code_type", "CODE_TYPE_TEXT")
        .put("get_limit", 3)
        .put("brand_name", "海底捞")
        .put("description", "不可与其他优惠同享")
        .putObject("sku")
        .put("quantity", 50_000_000);
    return info;
  }

  private static CardTemplate template(long number, CardType type, ObjectNode sent) {
    CardInfo info = CardInfo.of(sent);
    String id = CardTemplate.idOf(number);
    return new CardTemplate(
        id,
        number,
        DemoDirectory.COMPANY,
        type,
        info.text(),
        info.title(),
        info.brandName(),
        info.color(),
        "123456",
        "wx581a7ad7ca810da6",
        null,
        BEGIN,
        END,
        null,
        SyncState.NOT_SYNCED,
        null,
        1,
        0,
        null,
        id,
        CREATED,
        null,
        List.of());
  }
}
