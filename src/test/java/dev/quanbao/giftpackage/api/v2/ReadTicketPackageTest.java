package dev.quanbao.giftpackage.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.access.RegisterClient;
import dev.quanbao.access.model.Permission;
import dev.quanbao.demo.Answer;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Draft;
import dev.quanbao.demo.TestClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 2.6 and 2.17. */
@QuarkusTest
class ReadTicketPackageTest {

  private final BackOffice office = BackOffice.demo();

  @Inject RegisterClient registerClient;

  @Test
  void theEnvelopeHasItsFiveFieldsInTheirOrder() {
    String id = office.create(Draft.shared());

    Answer answer = office.read(id);

    assertThat(answer.at("$").toString()).startsWith("{code=200, message=成功, data={");
    assertThat(answer.<Map<String, Object>>at("$").keySet())
        .containsExactly("code", "message", "data", "page", "foot");
    assertThat(answer.<Object>at("page")).isNull();
    assertThat(answer.<String>at("foot.operationTime"))
        .matches("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}");
    assertThat(answer.<String>at("foot.servicePhone")).isEqualTo("400800400");
    assertThat(answer.<String>at("foot.host")).isNotBlank();
  }

  @Test
  void aClaimIsCountedAndTheLastOneEndsThePackage() {
    String id = office.publish(Draft.shared().limits(1, 1));
    office.claim(BackOffice.someone(), id).success();

    Answer answer = office.read(id);

    assertThat(answer.<Integer>at("data.claimedCount")).isEqualTo(1);
    assertThat(answer.<Boolean>at("data.isReceiveOver")).isTrue();
  }

  @Test
  void anotherCompanysPackageIsAnsweredAsIfItDidNotExist() {
    BackOffice other = TestClient.ofAnotherCompany(registerClient);
    String id = office.create(Draft.shared());

    Answer answer = other.read(id);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo(40400);
    assertThat(answer.bodyButForItsTime()).isEqualTo(other.read("nothing").bodyButForItsTime());
  }

  @Test
  void readingNeedsItsPermission() {
    BackOffice claimer = TestClient.permitted(registerClient, Permission.CLAIM);
    String id = office.create(Draft.shared());

    Answer answer = claimer.read(id);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo(40300);
    assertThat(answer.message()).contains("package:read");
  }

  @Test
  void aCodeIsUniqueUntilItIsUsed() {
    String code = Draft.freshCode();
    Answer before = unique(Map.of("TicketPackageAliasCode", code));
    office.create(Draft.shared().with("TicketPackageAliasCode", code));

    Answer after = unique(Map.of("TicketPackageAliasCode", code));

    assertThat(before.<Boolean>at("data")).isTrue();
    assertThat(after.<Boolean>at("data")).isFalse();
  }

  @Test
  void ofManyCodesThoseInUseAreTold() {
    String shared = Draft.freshCode();
    String childs = Draft.freshCode();
    office.create(Draft.shared().with("TicketPackageAliasCode", shared));
    office.create(Draft.unique().with("TicketPackageAliasCodes", List.of(childs)));

    Answer answer =
        unique(
            Map.of(
                "TicketPackageAliasCodes",
                List.of(childs, Draft.freshCode(), shared.toLowerCase(Locale.ROOT))));

    assertThat(answer.<List<String>>at("data"))
        .containsExactly(childs, shared.toLowerCase(Locale.ROOT));
  }

  @Test
  void anotherCompanysCodesAreNotTold() {
    String code = Draft.freshCode();
    office.create(Draft.shared().with("TicketPackageAliasCode", code));
    BackOffice other = TestClient.ofAnotherCompany(registerClient);

    Answer answer =
        other.ask("isTicketPackageAliasCodeUnique", Map.of("TicketPackageAliasCode", code));

    assertThat(answer.<Boolean>at("data")).isTrue();
  }

  @Test
  void oneCodeAskedForTwiceIsAFault() {
    Answer answer = unique(Map.of("TicketPackageAliasCodes", List.of("ABCD", "abcd")));

    assertThat(answer.code()).isEqualTo(40001);
    assertThat(answer.fieldsAtFault()).containsExactly("TicketPackageAliasCodes[1]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"TicketPackageAliasCode\":\"ABCD\",\"TicketPackageAliasCodes\":[\"ABCD\"]}"
      })
  void oneOfTheTwoIsAskedFor(String body) {
    Answer answer = office.ask("isTicketPackageAliasCodeUnique", body);

    assertThat(answer.code()).isEqualTo(40001);
    assertThat(answer.fieldsAtFault()).containsExactly("TicketPackageAliasCode");
  }

  private Answer unique(Map<String, Object> fields) {
    return office.ask("isTicketPackageAliasCodeUnique", fields);
  }
}
