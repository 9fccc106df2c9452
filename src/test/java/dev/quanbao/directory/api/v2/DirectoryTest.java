package dev.quanbao.directory.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.access.RegisterClient;
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

/** 2.11, 2.12, 2.14, 2.15 and 2.18. */
@QuarkusTest
class DirectoryTest {

  private final BackOffice office = BackOffice.demo();

  @Inject RegisterClient registerClient;

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

  @Test
  void theCompanysGroupsAreListed() {
    Answer answer = office.ask("getGroupsByCompanyId", Map.of("CompanyId", "x1111111111"));

    assertThat(answer.success().<List<String>>at("data.name")).containsExactly("市场组", "客服组");
  }

  @Test
  void theStaffIsListedPageByPage() {
    Answer all = office.ask("getStaffByCompanyId", Map.of("CompanyId", "x1111111111"));
    Answer second =
        office.ask(
            "getStaffByCompanyId", Map.of("CompanyId", "x1111111111", "PageNo", 2, "PageSize", 3));

    assertThat(all.success().<List<String>>at("data.id"))
        .containsExactly("op001", "op002", "op003", "op004");
    assertThat(all.<Map<String, Object>>at("data[0]").keySet())
        .containsExactly("id", "name", "groupId");
    assertThat(second.success().<List<String>>at("data.id")).containsExactly("op004");
    assertThat(second.<Object>at("page"))
        .isEqualTo(Map.of("pageNo", 2, "pageSize", 3, "total", 4, "totalPage", 2));
  }

  @Test
  void theStaffOfAGroupIsListed() {
    Answer marketing = ofGroup("a7d3c2e1f0b94856a1b2c3d4e5f60718");
    Answer nobody = ofGroup("nothing");

    assertThat(marketing.success().<List<String>>at("data.id")).containsExactly("op001", "op002");
    assertThat(nobody.success().<List<Object>>at("data")).isEmpty();
  }

  @Test
  void anotherCompanysGroupIsAnsweredAsIfItDidNotExist() {
    Answer answer =
        TestClient.ofAnotherCompany(registerClient)
            .ask(
                "getStaffByCompanyIdAndGroupId",
                Map.of("CompanyId", "x1111111111", "GroupId", "a7d3c2e1f0b94856a1b2c3d4e5f60718"));

    assertThat(answer.code()).isEqualTo(40400);
  }

  private Answer ofGroup(String groupId) {
    return office.ask(
        "getStaffByCompanyIdAndGroupId", Map.of("CompanyId", "x1111111111", "GroupId", groupId));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "getProductKindsByCompanyId",
        "getUseChannelsByCompanyId",
        "getGroupsByCompanyId",
        "getStaffByCompanyId"
      })
  void anotherCompanyIsAnsweredAsIfItDidNotExist(String name) {
    BackOffice other = TestClient.ofAnotherCompany(registerClient);

    Answer answer = other.ask(name, Map.of("CompanyId", "x1111111111"));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo(40400);
    assertThat(answer.bodyButForItsTime())
        .isEqualTo(other.ask(name, Map.of("CompanyId", "nothing")).bodyButForItsTime());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "getProductKindsByCompanyId",
        "getUseChannelsByCompanyId",
        "getGroupsByCompanyId",
        "getStaffByCompanyId"
      })
  void theCompanyIsRequired(String name) {
    Answer answer = office.ask(name, Map.of());

    assertThat(answer.code()).isEqualTo(40001);
    assertThat(answer.fieldsAtFault()).containsExactly("CompanyId");
  }
}
