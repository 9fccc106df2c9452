package dev.quanbao.directory.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompanyTest {

  private static final NamedItem TAXI = new NamedItem("k1", "打车");
  private static final NamedItem WECHAT = new NamedItem("c1", "微信");
  private static final NamedItem APP = new NamedItem("c2", "App");

  private final Company company =
      new Company("x1", "公司", List.of(TAXI), List.of(WECHAT, APP), List.of(), List.of());

  @Test
  void kindsAndChannelsAreFoundByNameOrIdInTheOrderTheyAreAskedFor() {
    List<NamedItem> channels = company.channels(List.of("c2", "微信"));
    List<NamedItem> kinds = company.kinds(List.of("打车", "k1"));

    assertThat(channels).containsExactly(APP, WECHAT);
    assertThat(kinds).containsExactly(TAXI, TAXI);
  }

  @Test
  void whatTheDirectoryDoesNotKnowKeepsItsNameAlone() {
    List<NamedItem> kinds = company.kinds(List.of("微信"));

    assertThat(kinds).containsExactly(new NamedItem(null, "微信"));
  }

  @ParameterizedTest
  @CsvSource({
    "微信, 微信, true",
    "微信, c1, true",
    "c1, 微信, true",
    "c1, c1, true",
    "c2, 微信, false",
    "App, c1, false",
    "小程序, 小程序, true",
    "小程序, 微信, false",
    "app, App, false"
  })
  void aChannelIsListedWhetherItIsCalledByNameOrById(
      String channel, String listed, boolean expected) {
    boolean found = company.isListed(channel, List.of("nothing", listed));

    assertThat(found).isEqualTo(expected);
  }

  @Test
  void anEmptyListListsNothing() {
    boolean found = company.isListed("微信", List.of());

    assertThat(found).isFalse();
  }

  @Test
  void inACompanyOfWhichNothingIsKnownNamesStandForThemselves() {
    Company unknown = Company.unknown("x2");

    assertThat(unknown.isListed("微信", List.of("微信"))).isTrue();
    assertThat(unknown.channels(List.of("c1"))).containsExactly(new NamedItem(null, "c1"));
  }
}
