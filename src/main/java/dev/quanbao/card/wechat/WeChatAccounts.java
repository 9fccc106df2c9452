package dev.quanbao.card.wechat;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The configured accounts at WeChat.
 *
 * <p>A company uses no account but its own and those that all companies share, even if a template
 * names another.
 */
@Singleton
final class WeChatAccounts {

  private static final String PROPERTY = "quanbao.wechat.accounts";

  /** Stands for all companies. */
  private static final String ALL_COMPANIES = "*";

  private final List<WeChatAccount> accounts;

  WeChatAccounts(WeChatSettings settings) {
    accounts = settings.accounts().map(WeChatAccounts::parse).orElse(List.of());
  }

  /**
   * Chooses a company's account with an id or, where none is named, its first; one that all
   * companies share where it has none of its own.
   */
  Optional<WeChatAccount> choose(String companyId, @Nullable String appId) {
    return Stream.of(companyId, ALL_COMPANIES)
        .flatMap(whose -> accounts.stream().filter(account -> account.companyId().equals(whose)))
        .filter(account -> appId == null || account.appId().equals(appId))
        .findFirst();
  }

  // The refusal names the entry at fault by its place, never its secret.
  private static List<WeChatAccount> parse(String configured) {
    List<WeChatAccount> accounts = new ArrayList<>();
    for (String entry : configured.split(",", -1)) {
      int slash = entry.indexOf('/');
      int colon = entry.indexOf(':', slash + 1);
      if (slash < 1 || colon < slash + 2 || colon == entry.length() - 1) {
        throw new ConfigurationException(
            "The setting %s can't be used: no. %d is not company/appid:secret."
                .formatted(PROPERTY, accounts.size() + 1));
      }
      accounts.add(
          new WeChatAccount(
              entry.substring(0, slash).strip(),
              entry.substring(slash + 1, colon).strip(),
              entry.substring(colon + 1).strip()));
    }
    return List.copyOf(accounts);
  }
}
