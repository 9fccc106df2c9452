package dev.quanbao.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mongodb.MongoClientSettings;
import com.mongodb.ServerAddress;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoreChoiceTest {

  private static final StoreConnection SERVER = () -> Optional.of("mongodb://store.example:27018/");
  private static final StoreConnection NONE = Optional::empty;
  private static final InetSocketAddress INSIDE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
  private static final LocalStore CARRIED = () -> INSIDE;
  private static final LocalStore NEVER_OPENED =
      () -> {
        throw new AssertionError("opened beside the store that was given");
      };

  @Test
  void aBuildThatCarriesNoStoreSaysSoAndHowToGetOneThatDoes() {
    var choice = new StoreChoice(NONE, () -> true, List.of());

    Throwable refusal = catchThrowable(() -> start(choice));

    assertThat(refusal)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("No store is configured: set quarkus.mongodb.connection-string")
        .hasMessageContaining("carries no demo store")
        .hasMessageEndingWith("build without -Dproduction and start with -Dquarkus.profile=demo.");
  }

  @Test
  void aStoreThatTheBuildCarriesIsNotUsedWhereNoProfileAllowsIt() {
    var choice = new StoreChoice(NONE, () -> false, List.of(CARRIED));

    Throwable refusal = catchThrowable(() -> start(choice));

    assertThat(refusal)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("No store is configured: set quarkus.mongodb.connection-string")
        .hasMessageEndingWith("or start with -Dquarkus.profile=demo.");
  }

  @Test
  void aBlankConnectionStringIsNone() {
    var choice = new StoreChoice(() -> Optional.of(" "), () -> false, List.of(CARRIED));

    Throwable refusal = catchThrowable(() -> start(choice));

    assertThat(refusal).isInstanceOf(ConfigurationException.class);
  }

  @Test
  void aConnectionStringIsEnoughForABuildThatCarriesNoStore() {
    var choice = new StoreChoice(SERVER, () -> false, List.of());

    assertThatNoException().isThrownBy(() -> start(choice));
  }

  @Test
  void theDriverIsSentToTheStoreThatTheBuildCarries() {
    var choice = new StoreChoice(NONE, () -> true, List.of(CARRIED));

    MongoClientSettings settings = choice.customize(MongoClientSettings.builder()).build();

    assertThat(settings.getClusterSettings().getHosts())
        .containsExactly(new ServerAddress(INSIDE.getAddress(), INSIDE.getPort()));
  }

  @Test
  void theStoreThatTheBuildCarriesStaysShutWhereAConnectionStringIsGiven() {
    var choice = new StoreChoice(SERVER, () -> true, List.of(NEVER_OPENED));
    var given = new ServerAddress("store.example", 27018);
    MongoClientSettings.Builder settings =
        MongoClientSettings.builder()
            .applyToClusterSettings(cluster -> cluster.hosts(List.of(given)));

    MongoClientSettings customized = choice.customize(settings).build();

    assertThat(customized.getClusterSettings().getHosts()).containsExactly(given);
  }

  private static void start(StoreChoice choice) {
    choice.refuseToStartWithoutStore(new StartupEvent());
  }
}
