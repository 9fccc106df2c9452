package dev.quanbao.card.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quanbao.testing.GivenSettings;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeChatAccountsTest {

  private static final String CONFIGURED = "x/wx1:s1, x/wx2:s2,y/wx3:s:3,*/wx4:s4";

  @ParameterizedTest
  @CsvSource({
    "x,, wx1",
    "x, wx2, wx2",
    "y,, wx3",
    "y, wx1,",
    "z,, wx4",
    "z, wx4, wx4",
    "z, wx1,",
    "x, wx4, wx4"
  })
  void aCompanyUsesItsOwnAccountsAndThoseOfAll(String company, String appId, String expected) {
    var accounts = accounts(CONFIGURED);

    Optional<WeChatAccount> found = accounts.choose(company, appId);

    assertThat(found.map(WeChatAccount::appId)).isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void withoutAnyNobodyHasOne() {
    var accounts = accounts("");

    Optional<WeChatAccount> found = accounts.choose("x", null);

    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"topsecret", "x/topsecret", "/wx:topsecret", "x/:topsecret", "x/wx1:"})
  void whatIsOfNoUseIsNamedByItsPlaceAlone(String entry) {
    assertThatThrownBy(() -> accounts("x/wx1:s1," + entry))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no. 2")
        .hasMessageNotContaining("topsecret");
  }

  @Test
  void anAccountDoesNotShowItsSecret() {
    var account = new WeChatAccount("x", "wx1", "topsecret");

    String shown = account.toString();

    assertThat(shown).doesNotContain("topsecret");
  }

  private static WeChatAccounts accounts(String configured) {
    return new WeChatAccounts(GivenSettings.of(WeChatSettings.class, "accounts=" + configured));
  }
}
