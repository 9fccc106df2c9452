package dev.quanbao.demo;

import dev.quanbao.directory.model.Chat;
import dev.quanbao.directory.model.Company;
import dev.quanbao.directory.model.NamedItem;
import dev.quanbao.directory.model.NewStaff;
import java.util.List;

/** The companies and the chat of the demo, with the ids that the seeds show. */
final class DemoDirectory {

  static final String COMPANY = "x1111111111";
  static final String OTHER_COMPANY = "y2222222222";
  static final String USER = "u0001dfae31623f9a499baac77e8709910c42";
  static final String OP = "op001";

  static final NamedItem COFFEE = new NamedItem("aea513510de24ca5aa03193411ef74f9", "咖啡");
  static final NamedItem NEW_WEAR =
      new NamedItem("b1784cf9aca34a4aae341752a4179842", "NewWear微信公共号");
  static final NamedItem FIND_ME = new NamedItem("bc91b9499d304c638bc9497eb256e8e8", "找我 微信公众号");

  private static final String MARKETING = "a7d3c2e1f0b94856a1b2c3d4e5f60718";
  private static final String SERVICE = "b8e4d3f2a1c05967b2c3d4e5f6071829";

  private static final NamedItem TAXI = new NamedItem("5c1f0a7be3d24f6f8f7f0a9d5b1e2c34", "打车");
  private static final NamedItem QIHUANG = new NamedItem("0f6a8c5d2b914e7aa3c1d9e8f7b6a542", "七煌");
  private static final NamedItem WECHAT_1 =
      new NamedItem("3e9b7d1c5a804f62b8d7c6e5f4a39281", "微信公众号1");

  private DemoDirectory() {}

  static List<Company> companies() {
    return List.of(
        new Company(
            COMPANY,
            "演示公司",
            List.of(TAXI, COFFEE),
            List.of(QIHUANG, WECHAT_1, NEW_WEAR, FIND_ME),
            List.of(new NamedItem(MARKETING, "市场组"), new NamedItem(SERVICE, "客服组")),
            List.of(new NamedItem("9368f91573a84f5a84f130f4f9d92c5a", "测试优惠券1"))),
        new Company(OTHER_COMPANY, "另一家公司", List.of(), List.of(), List.of(), List.of()));
  }

  static List<NewStaff> staff() {
    return List.of(
        new NewStaff(OP, "张三", MARKETING),
        new NewStaff("op002", "李四", MARKETING),
        new NewStaff("op003", "王五", SERVICE),
        new NewStaff("op004", "赵六", null));
  }

  static List<Chat> chats() {
    return List.of(new Chat("u00011234567890", COMPANY, USER, OP));
  }
}
