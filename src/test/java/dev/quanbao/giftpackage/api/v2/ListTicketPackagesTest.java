package dev.quanbao.giftpackage.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.access.RegisterClient;
import dev.quanbao.demo.Answer;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Draft;
import dev.quanbao.demo.TestClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 2.7 and 2.32. */
@QuarkusTest
class ListTicketPackagesTest {

  private final BackOffice office = BackOffice.demo();

  /** Whose packages are this test's own. */
  private final String creator = BackOffice.someone();

  @Inject RegisterClient registerClient;

  @Test
  void theNewestComeFirst() {
    List<String> ids = List.of(create(draft()), create(draft()), create(draft()));

    Answer answer = list(Map.of("CreateUserId", creator));

    assertThat(ids(answer)).isEqualTo(ids.reversed());
  }

  @Test
  void aPageHasItsShareAndSaysHowManyThereAre() {
    List<String> ids =
        List.of(
            create(draft()), create(draft()), create(draft()), create(draft()), create(draft()));

    Answer first = list(Map.of("CreateUserId", creator, "PageSize", 2));
    Answer last = list(Map.of("CreateUserId", creator, "PageSize", 2, "PageNo", 3));
    Answer beyond = list(Map.of("CreateUserId", creator, "PageSize", 2, "PageNo", 4));

    assertThat(ids(first)).containsExactly(ids.get(4), ids.get(3));
    assertThat(ids(last)).containsExactly(ids.get(0));
    assertThat(ids(beyond)).isEmpty();
    assertThat(first.<Object>at("page"))
        .isEqualTo(Map.of("pageNo", 1, "pageSize", 2, "total", 5, "totalPage", 3));
    assertThat(last.<Integer>at("page.pageNo")).isEqualTo(3);
    assertThat(beyond.<Integer>at("page.total")).isEqualTo(5);
  }

  @Test
  void aPageHasTwentyUnlessAnotherSizeIsAskedFor() {
    create(draft());

    Answer answer = list(Map.of("CreateUserId", creator));

    assertThat(answer.<Object>at("page"))
        .isEqualTo(Map.of("pageNo", 1, "pageSize", 20, "total", 1, "totalPage", 1));
  }

  @Test
  void deletedPackagesAreListedOnlyWhenTheyAreAskedFor() {
    String standing = create(draft());
    String deleted = create(draft());
    office.moveTo(7, deleted);

    Answer plain = list(Map.of("CreateUserId", creator));
    Answer asked = list(Map.of("CreateUserId", creator, "SendStatuses", List.of(7)));
    Answer both = list(Map.of("CreateUserId", creator, "SendStatuses", List.of(1, 7)));

    assertThat(ids(plain)).containsExactly(standing);
    assertThat(ids(asked)).containsExactly(deleted);
    assertThat(ids(both)).containsExactly(deleted, standing);
  }

  @Test
  void statusesAreAnyOfThoseAskedFor() {
    create(draft());
    String reviewed = create(draft());
    office.moveTo(2, reviewed);
    String published = create(draft());
    office.moveTo(5, published);

    Answer answer = list(Map.of("CreateUserId", creator, "SendStatuses", List.of(2, 5)));

    assertThat(ids(answer)).containsExactly(published, reviewed);
  }

  @Test
  void childrenAreNotListed() {
    Draft unique = Draft.unique().with("CreateUserId", creator).limits(3, 1);
    String id = create(unique);

    Answer answer = list(Map.of("CreateUserId", creator));

    assertThat(ids(answer)).containsExactly(id);
  }

  @Test
  void theUseStatusIsThatOfTheMoment() {
    String ending =
        create(
            draft()
                .with("Tickets", List.of(Draft.amountOff()))
                .with("Tickets.0.TicketRule.UseStartTime", null)
                .with("Tickets.0.TicketRule.UseEndTime", "2026-03-31"));
    String declared = create(draft());
    office
        .ask(
            "updateTicketPackageUseStatus",
            Map.of("TicketPackageId", declared, "UseStatus", 2, "OperatorId", "op1"))
        .success();
    String normal = create(draft());
    BackOffice before = office.at("2026-03-31T23:59:59.999+08:00");
    BackOffice after = office.at("2026-04-01T00:00:00+08:00");

    assertThat(ids(list(before, Map.of("CreateUserId", creator, "UseStatus", 1))))
        .containsExactly(normal, ending);
    assertThat(ids(list(before, Map.of("CreateUserId", creator, "UseStatus", 2))))
        .containsExactly(declared);
    assertThat(ids(list(after, Map.of("CreateUserId", creator, "UseStatus", 1))))
        .containsExactly(normal);
    assertThat(ids(list(after, Map.of("CreateUserId", creator, "UseStatus", 2))))
        .containsExactly(declared, ending);
  }

  @ParameterizedTest
  @CsvSource({"夏日, true", "a.b, true", "A.B, false", "a+b, false", ".*, false", "日a, true"})
  void theNameContainsWhatIsAskedForToTheLetter(String part, boolean found) {
    create(draft().with("TicketPackageName", "夏日a.b"));

    Answer answer = list(Map.of("CreateUserId", creator, "TicketPackageName", part));

    assertThat(ids(answer)).hasSize(found ? 1 : 0);
  }

  @Test
  void channelsAreAnyOfThoseAskedFor() {
    String one = create(draft().with("UseChannels", List.of("七煌")));
    String other = create(draft().with("UseChannels", List.of("微信公众号1", "七煌")));
    create(draft().with("UseChannels", List.of("微信公众号1")));
    create(draft());

    Answer answer = list(Map.of("CreateUserId", creator, "UseChannels", List.of("七煌", "x")));

    assertThat(ids(answer)).containsExactly(other, one);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-10, 2026-05-10, 2",
    "2026-05-10, , 3",
    ", 2026-05-09, 1",
    "2026-05-09, 2026-05-10, 3",
    "2026-05-11, 2026-05-11, 1",
    "2026-05-12, , 0"
  })
  void theLastDayOfMakingIsIncluded(String start, String end, int count) {
    for (String made :
        List.of(
            "2026-05-09T23:59:59.999+08:00",
            "2026-05-10T00:00:00+08:00",
            "2026-05-10T23:59:59.999+08:00",
            "2026-05-11T00:00:00+08:00")) {
      office.at(made).create(draft());
    }

    Answer answer =
        list(Draft.object("CreateUserId", creator, "CreateTimeStart", start, "CreateTimeEnd", end));

    assertThat(ids(answer)).hasSize(count);
  }

  @Test
  void whatIsToBeExaminedComesOldestFirst() {
    String examiner = BackOffice.someone();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String id = create(draft());
      review(id, 2, examiner);
      ids.add(id);
    }
    review(ids.get(1), 4, examiner);

    Answer waiting = toExamine(Map.of("ExaminerId", examiner));
    Answer approved = toExamine(Map.of("ExaminerId", examiner, "SendStatuses", List.of(4)));
    Answer second = toExamine(Map.of("ExaminerId", examiner, "PageSize", 1, "PageNo", 2));

    assertThat(ids(waiting)).containsExactly(ids.get(0), ids.get(2));
    assertThat(ids(approved)).containsExactly(ids.get(1));
    assertThat(ids(second)).containsExactly(ids.get(2));
    assertThat(second.<Integer>at("page.total")).isEqualTo(2);
  }

  @Test
  void whatNobodyHasLookedAtIsToBeExaminedToo() {
    create(draft());

    Answer answer = toExamine(Map.of("PageSize", 200));

    assertThat(answer.<List<Integer>>at("data.sendStatus")).contains(1).containsOnly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"getTicketPackageList", "getExamineTicketPackageList"})
  void anotherCompanyIsAnsweredAsIfItDidNotExist(String name) {
    BackOffice other = TestClient.ofAnotherCompany(registerClient);

    Answer answer = other.ask(name, Map.of("CompanyId", BackOffice.COMPANY));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo(40400);
    assertThat(answer.bodyButForItsTime())
        .isEqualTo(other.ask(name, Map.of("CompanyId", "nothing")).bodyButForItsTime());
  }

  @ParameterizedTest
  @CsvSource({"PageNo, 0", "PageSize, 0", "PageSize, 201", "PageNo, -1", "UseStatus, 3"})
  void aPageOutOfBoundsIsAFault(String field, int value) {
    Answer answer = list(Map.of(field, value));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(40001);
    assertThat(answer.fieldsAtFault()).containsExactly(field);
  }

  private Draft draft() {
    return Draft.shared().with("CreateUserId", creator);
  }

  private String create(Draft draft) {
    return office.create(draft);
  }

  private void review(String id, int status, String examiner) {
    office
        .ask(
            "updateTicketPackageSendStatus",
            Map.of(
                "TicketPackageId", id,
                "SendStatus", status,
                "OperatorId", "op1",
                "ExaminerId", examiner))
        .success();
  }

  private Answer list(Map<String, Object> filter) {
    return list(office, filter);
  }

  private static Answer list(BackOffice office, Map<String, Object> filter) {
    return office.ask("getTicketPackageList", inCompany(filter));
  }

  private Answer toExamine(Map<String, Object> filter) {
    return office.ask("getExamineTicketPackageList", inCompany(filter));
  }

  private static Map<String, Object> inCompany(Map<String, Object> filter) {
    Map<String, Object> fields = Draft.object("CompanyId", BackOffice.COMPANY);
    fields.putAll(filter);
    return fields;
  }

  private static List<String> ids(Answer answer) {
    return answer.success().at("data.id");
  }
}
