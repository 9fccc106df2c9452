package dev.quanbao.demo;

import dev.quanbao.giftpackage.model.ChildCodes;
import dev.quanbao.giftpackage.model.CodePlan;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.Design;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.Quota;
import dev.quanbao.giftpackage.model.ReceiveRule;
import dev.quanbao.giftpackage.model.ReviewState;
import dev.quanbao.giftpackage.model.TicketTemplate;
import dev.quanbao.giftpackage.model.UseRule;
import dev.quanbao.ticket.model.Discount;
import dev.quanbao.ticket.model.DiscountType;
import java.time.Instant;
import java.util.List;

/** The package of seed 001 under both of its ids: the one shown and the one asked for. */
final class DemoPackages {

  private static final List<String> CHANNELS = List.of("七煌", "微信公众号1");
  private static final Instant START = Instant.ofEpochMilli(1449763200000L);
  private static final Instant END = Instant.ofEpochMilli(1449935999000L);
  private static final Instant CREATED = Instant.ofEpochMilli(1448264807509L);

  private DemoPackages() {}

  static List<GiftPackage> all() {
    return List.of(
        asInSeed(
            "2c2aacf0a7e54b34ab18b64e1a14f4a4",
            "7480648244",
            List.of("042870246485", "840870246480", "641870246481")),
        asInSeed(
            "1bfb390cc3144de3b45c662047693f8e",
            "7480648251",
            List.of("042870246493", "840870246498", "641870246499")));
  }

  private static GiftPackage asInSeed(String id, String code, List<String> ticketCodes) {
    var design =
        new Design(
            "测试礼包",
            "get 优惠券   测试",
            new CodePlan(CodeType.SHARED, CodePlan.Source.GIVEN, "", CodePlan.DEFAULT_LENGTH, null),
            CHANNELS,
            null,
            null,
            false,
            new ReceiveRule(START, END, 100, 2, CHANNELS),
            List.of(
                ticket("测试优惠券1", ticketCodes.get(0), "9368f91573a84f5a84f130f4f9d92c5a"),
                ticket("测试优惠券2", ticketCodes.get(1), "3397716e4d814d75928c826b93fbc80b"),
                ticket("测试优惠券3", ticketCodes.get(2), "11d63189531843cc915904b5caaa73e5")));
    return new GiftPackage(
        id,
        DemoDirectory.COMPANY,
        code,
        design,
        design.lastUseEnd(),
        ReviewState.NEW,
        Quota.of(100),
        ChildCodes.NONE,
        "1234",
        CREATED,
        CREATED,
        0,
        null,
        null,
        List.of());
  }

  private static TicketTemplate ticket(String name, String code, String themeId) {
    return new TicketTemplate(
        name,
        code,
        new Discount(DiscountType.AMOUNT_OFF, 500),
        CHANNELS,
        12,
        themeId,
        name,
        new UseRule(START, END, List.of("打车", "咖啡"), 1000L, 10000L, 10));
  }
}
