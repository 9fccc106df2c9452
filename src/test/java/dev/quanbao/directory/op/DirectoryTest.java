package dev.quanbao.directory.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.access.ClientRegistry;
import dev.quanbao.demo.Answer;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.TestClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 2.11 and 2.12. */
@QuarkusTest
class DirectoryTest {

  private final BackOffice office = BackOffice.demo();

  @Inject ClientRegistry registry;

  @Test
  void theCompanysKindsAreListed() {
    Answer answer = office.ask("getProductKindsByCompanyId", Map.of("CompanyId", "x1111111111"));

    assertThat(answer.success().<List<String>>at("data.name")).containsExactly("打车", "咖啡");
    assertThat(answer.<List<String>>at("data.id")).allMatch(id -> id.matches("[0-9a-f]{32}"));
    assertThat(answer.<Object>at("page")).isNull();
  }

  @Test
  void theCompanysChannelsAreListed() {
    Answer answer = office.ask("getUseChannelsByCompanyId", Map.of("CompanyId", "x1111111111"));

    assertThat(answer.success().<List<String>>at("data.name"))
        .containsExactly("七煌", "微信公众号1", "NewWear微信公共号", "找我 微信公众号");
    assertThat(answer.<List<String>>at("data.id")).allMatch(id -> id.matches("[0-9a-f]{32}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"getProductKindsByCompanyId", "getUseChannelsByCompanyId"})
  void anotherCompanyIsAnsweredAsIfItDidNotExist(String name) {
    BackOffice other = TestClient.ofAnotherCompany(registry);

    Answer answer = other.ask(name, Map.of("CompanyId", "x1111111111"));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo(40400);
    assertThat(answer.bodyButForItsTime())
        .isEqualTo(other.ask(name, Map.of("CompanyId", "nothing")).bodyButForItsTime());
  }

  @ParameterizedTest
  @ValueSource(strings = {"getProductKindsByCompanyId", "getUseChannelsByCompanyId"})
  void theCompanyIsRequired(String name) {
    Answer answer = office.ask(name, Map.of());

    assertThat(answer.code()).isEqualTo(40001);
    assertThat(answer.fieldsAtFault()).containsExactly("CompanyId");
  }
}
