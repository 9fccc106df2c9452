package dev.quanbao.ticket.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.access.RegisterClient;
import dev.quanbao.demo.Answer;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Draft;
import dev.quanbao.demo.TestClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 2.10, 2.13.1 and 2.13.2. */
@QuarkusTest
class WalletTest {

  private static final String CHAT = "u00011234567890";

  private final BackOffice office = BackOffice.demo();
  private final String user = BackOffice.someone();

  @Inject RegisterClient registerClient;

  @Test
  void whoHoldsNothingHasAnEmptyWallet() {
    Answer answer = byOwner(Map.of());

    assertThat(answer.success().<List<Object>>at("data")).isEmpty();
    assertThat(answer.<Object>at("page"))
        .isEqualTo(Map.of("pageNo", 1, "pageSize", 20, "total", 0, "totalPage", 0));
  }

  @Test
  void theSoonestToEndComesFirst() {
    claim(
        List.of(
            ticket("c", Draft.day(30)), ticket("a", Draft.day(10)), ticket("b", Draft.day(20))));

    Answer answer = byOwner(Map.of());

    assertThat(names(answer)).containsExactly("a", "b", "c");
  }

  @Test
  void aPageHasItsShareAndSaysHowManyThereAre() {
    claim(
        List.of(
            ticket("a", Draft.day(10)), ticket("b", Draft.day(20)), ticket("c", Draft.day(30))));

    Answer first = byOwner(Map.of("PageSize", 2));
    Answer second = byOwner(Map.of("PageSize", 2, "PageNo", 2));

    assertThat(names(first)).containsExactly("a", "b");
    assertThat(names(second)).containsExactly("c");
    assertThat(second.<Object>at("page"))
        .isEqualTo(Map.of("pageNo", 2, "pageSize", 2, "total", 3, "totalPage", 2));
  }

  @Test
  void withoutAStatusAllTicketsAreShownAndWithOneThoseThatHaveItNow() {
    Map<String, Object> later = ticket("later", Draft.day(30));
    later.put("TicketRule", Map.of("UseStartTime", Draft.day(5), "UseEndTime", Draft.day(30)));
    Map<String, Object> over = ticket("over", Draft.day(-1));
    claim(List.of(later, over, ticket("usable", Draft.day(10))));

    assertThat(names(byOwner(Map.of()))).containsExactlyInAnyOrder("later", "over", "usable");
    assertThat(names(byOwner(Map.of("UseStatus", 1)))).containsExactly("later");
    assertThat(names(byOwner(Map.of("UseStatus", 2)))).containsExactly("usable");
    assertThat(names(byOwner(Map.of("UseStatus", 4)))).isEmpty();
    assertThat(names(byOwner(Map.of("UseStatus", 5)))).containsExactly("over");
  }

  @ParameterizedTest
  @CsvSource({
    "ProductKinds, 打车, 'any,taxi'",
    "ProductKinds, 5c1f0a7be3d24f6f8f7f0a9d5b1e2c34, 'any,taxi'",
    "ProductKinds, 咖啡, any",
    "UseChannels, 七煌, 'any,taxi'",
    "UseChannels, 0f6a8c5d2b914e7aa3c1d9e8f7b6a542, 'any,taxi'",
    "UseChannels, 微信公众号1, any"
  })
  void kindsAndChannelsAreFoundByNameOrIdAndNoneFitsAll(
      String field, String value, String expected) {
    Map<String, Object> taxi = ticket("taxi", Draft.day(10));
    taxi.put("UseChannels", List.of("七煌"));
    taxi.put("TicketRule", Map.of("UseEndTime", Draft.day(10), "ProductKinds", List.of("打车")));
    claim(List.of(taxi, ticket("any", Draft.day(9))));

    Answer answer = byOwner(Map.of(field, List.of(value)));

    assertThat(names(answer)).containsExactly(expected.split(","));
  }

  @Test
  void anotherCompanysTicketsOfTheSameUserAreNotShown() {
    claim(List.of(ticket("a", Draft.day(10))));
    BackOffice other = TestClient.ofAnotherCompany(registerClient);

    Answer tickets = other.ask("getTicketUsersByOwnerId", Map.of("OwnerType", 1, "OwnerId", user));
    Answer codes = other.ask("getUserTicketPackageCodes", Map.of("UserId", user));

    assertThat(names(tickets)).isEmpty();
    assertThat(codes.success().<List<String>>at("data")).isEmpty();
  }

  @Test
  void aUsersTicketsAreNotAnOps() {
    claim(List.of(ticket("a", Draft.day(10))));

    Answer answer = office.ask("getTicketUsersByOwnerId", Map.of("OwnerType", 2, "OwnerId", user));

    assertThat(names(answer)).isEmpty();
  }

  @Test
  void aChatsWalletIsItsUsersAndShowsWhatIsUsableUnlessAsked() {
    Answer plain = office.ask("getTicketUsersByChatId", Map.of("OwnerType", 1, "ChatId", CHAT));
    Answer usable =
        office.ask(
            "getTicketUsersByChatId", Map.of("OwnerType", 1, "ChatId", CHAT, "UseStatus", 2));
    Answer used =
        office.ask(
            "getTicketUsersByChatId", Map.of("OwnerType", 1, "ChatId", CHAT, "UseStatus", 4));

    assertThat(plain.<Object>at("data")).isEqualTo(usable.at("data"));
    assertThat(plain.<List<String>>at("data.ownerId"))
        .contains("u0001dfae31623f9a499baac77e8709910c42");
    assertThat(plain.<List<Integer>>at("data.useStatus")).containsOnly(2);
    assertThat(plain.<Object>at("page")).isNull();
    assertThat(used.success().<List<Object>>at("data")).isEmpty();
  }

  @Test
  void aChatsWalletIsItsOpsWhereAnOpIsMeant() {
    String id = office.publish(Draft.shared());
    office
        .ask(
            "distributeTicketPackageToOps",
            Map.of("TicketPackageId", id, "OpIds", List.of("op001")))
        .success();

    Answer answer = office.ask("getTicketUsersByChatId", Map.of("OwnerType", 2, "ChatId", CHAT));

    assertThat(answer.success().<List<String>>at("data.ownerId"))
        .isNotEmpty()
        .containsOnly("op001");
  }

  @Test
  void aChatsWalletIsFilteredByKind() {
    Answer coffee =
        office.ask(
            "getTicketUsersByChatId",
            Map.of("OwnerType", 1, "ChatId", CHAT, "ProductKinds", List.of("咖啡")));
    Answer taxi =
        office.ask(
            "getTicketUsersByChatId",
            Map.of("OwnerType", 1, "ChatId", CHAT, "ProductKinds", List.of("nothing")));

    assertThat(names(coffee)).contains("券名称3");
    assertThat(names(taxi)).doesNotContain("券名称3");
  }

  @Test
  void anUnknownChatAndAnotherCompanysAreAnsweredAlike() {
    BackOffice other = TestClient.ofAnotherCompany(registerClient);

    Answer answer = other.ask("getTicketUsersByChatId", Map.of("OwnerType", 1, "ChatId", CHAT));

    Answer unknown =
        other.ask("getTicketUsersByChatId", Map.of("OwnerType", 1, "ChatId", "nothing"));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo(40400);
    assertThat(answer.bodyButForItsTime()).isEqualTo(unknown.bodyButForItsTime());
  }

  @Test
  void theCodesOfAUsersCopiesAreListedTheLatestFirst() {
    String first = office.publish(Draft.shared().window("2026-05-01", "2026-05-31"));
    String second = office.publish(Draft.unique().window("2026-05-01", "2026-05-31"));
    String one = claimedCode("2026-05-10T12:00:00+08:00", first);
    String two = claimedCode("2026-05-10T12:00:01+08:00", second);
    String three = claimedCode("2026-05-10T12:00:02+08:00", first);

    Answer all = codes(Map.of());
    Answer ofOne = codes(Map.of("TicketPackageId", first));
    Answer page = codes(Map.of("PageSize", 2, "PageNo", 2));

    assertThat(all.<List<String>>at("data")).containsExactly(three, two, one);
    assertThat(ofOne.<List<String>>at("data")).containsExactly(three, one);
    assertThat(page.<List<String>>at("data")).containsExactly(one);
    assertThat(page.<Object>at("page"))
        .isEqualTo(Map.of("pageNo", 2, "pageSize", 2, "total", 3, "totalPage", 2));
  }

  @Test
  void whoHasClaimedNothingHasNoCodes() {
    Answer answer = codes(Map.of());

    assertThat(answer.<List<Object>>at("data")).isEmpty();
    assertThat(answer.<Integer>at("page.total")).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7})
  void aStatusThatDoesNotExistIsAFault(int status) {
    Answer answer = byOwner(Map.of("UseStatus", status));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(40001);
    assertThat(answer.fieldsAtFault()).containsExactly("UseStatus");
  }

  /** Claims a package with these tickets; claims may be made long after some of them are over. */
  private void claim(List<Map<String, Object>> tickets) {
    String id =
        office.publish(
            Draft.shared().window(Draft.day(-20), Draft.day(30)).with("Tickets", tickets));
    office.claim(user, id).success();
  }

  private String claimedCode(String now, String id) {
    Answer claim = office.at(now).claim(user, id);
    return claim.success().at("data.ticketUsers[0].ticketPackageCode");
  }

  private Answer codes(Map<String, Object> filter) {
    Map<String, Object> fields = Draft.object("UserId", user);
    fields.putAll(filter);
    return office.ask("getUserTicketPackageCodes", fields).success();
  }

  private Answer byOwner(Map<String, Object> filter) {
    Map<String, Object> fields = Draft.object("OwnerType", 1, "OwnerId", user);
    fields.putAll(filter);
    return office.ask("getTicketUsersByOwnerId", fields);
  }

  private static List<String> names(Answer answer) {
    return answer.success().at("data.ticketName");
  }

  private static Map<String, Object> ticket(String name, String lastDay) {
    return Draft.object(
        "TicketName", name,
        "TicketType", 1,
        "Count", 1,
        "TicketAmount", 1,
        "TicketRule", Map.of("UseEndTime", lastDay));
  }
}
