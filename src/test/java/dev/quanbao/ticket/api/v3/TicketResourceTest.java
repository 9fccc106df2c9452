package dev.quanbao.ticket.api.v3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.access.RegisterClient;
import dev.quanbao.access.model.Permission;
import dev.quanbao.demo.Answer;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Draft;
import dev.quanbao.demo.TestClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wallets and single tickets on {@code /v3}. */
@QuarkusTest
class TicketResourceTest {

  private static final String DEMO_ID = "u0001956edee436414360a9f5e50f24cc46eb";
  private static final String DEMO_CODE = "742026513484";
  private static final List<String> FIELDS =
      List.of(
          "id",
          "code",
          "packageId",
          "packageCode",
          "claimId",
          "name",
          "type",
          "amountOff",
          "discountBasisPoints",
          "maxDiscount",
          "orderAmountOver",
          "productKinds",
          "channels",
          "status",
          "validFrom",
          "validTo",
          "owner",
          "reservation",
          "redemption",
          "createdAt");

  private final BackOffice office = BackOffice.demo();
  private final String user = BackOffice.someone();

  @Inject RegisterClient registerClient;

  @Test
  void whoHoldsNothingHasAnEmptyWallet() {
    Answer answer = wallet(user, "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"items\":[],\"nextCursor\":null}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "\0",
        "%E5%88%B8",
        "0123456789012345678901234567890123456789012345678901234567890123456789"
      })
  void whoCannotExistHoldsNothingEither(String userId) {
    Answer answer = office.request("GET", "/v3/users/" + userId + "/tickets");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.<List<Object>>at("items")).isEmpty();
  }

  @Test
  void aTicketIsFoundByItsIdAndByItsCode() {
    Answer byId = office.request("GET", "/v3/tickets/" + DEMO_ID);

    Answer byCode = office.request("GET", "/v3/tickets/" + DEMO_CODE);
    assertThat(byId.status()).isEqualTo(200);
    assertThat(byId.<String>at("code")).isEqualTo(DEMO_CODE);
    assertThat(byCode.body()).isEqualTo(byId.body());
  }

  @Test
  void aFoldIsShownInBasisPoints() {
    Answer answer = office.request("GET", "/v3/tickets/" + DEMO_ID);

    assertThat(new ArrayList<>(answer.<Map<String, Object>>at("").keySet())).isEqualTo(FIELDS);
    assertThat(answer.<String>at("type")).isEqualTo("FOLD");
    assertThat(answer.<Integer>at("discountBasisPoints")).isEqualTo(5000);
    assertThat(answer.<Object>at("amountOff")).isNull();
    assertThat(answer.<Integer>at("maxDiscount")).isEqualTo(100);
    assertThat(answer.<Integer>at("orderAmountOver")).isEqualTo(300);
    assertThat(answer.<List<String>>at("productKinds.name")).containsExactly("咖啡");
    assertThat(answer.<String>at("status")).isEqualTo("USABLE");
    assertThat(answer.<String>at("validTo")).matches("\\d{4}-\\d\\d-\\d\\dT15:59:59\\.000Z");
    assertThat(answer.<String>at("owner.type")).isEqualTo("USER");
    assertThat(answer.<Object>at("reservation")).isNull();
    assertThat(answer.<Object>at("redemption")).isNull();
  }

  @Test
  void anAmountOffIsShownInCents() {
    Map<String, Object> ticket = ticket("five yuan", Draft.day(10));
    ticket.put("TicketAmount", 500);
    claim(List.of(ticket));

    Answer answer = wallet(user, "");

    assertThat(answer.<String>at("items[0].type")).isEqualTo("AMOUNT_OFF");
    assertThat(answer.<Integer>at("items[0].amountOff")).isEqualTo(500);
    assertThat(answer.<Object>at("items[0].discountBasisPoints")).isNull();
    assertThat(answer.<Object>at("items[0].maxDiscount")).isNull();
  }

  @Test
  void eightPointFiveFoldTakesFifteenPercentOff() {
    Map<String, Object> ticket = ticket("8.5", Draft.day(10));
    ticket.put("TicketType", 2);
    ticket.put("TicketAmount", new BigDecimal("8.5"));
    claim(List.of(ticket));

    Answer answer = wallet(user, "");

    assertThat(answer.<Integer>at("items[0].discountBasisPoints")).isEqualTo(1500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"u0001956edee436414360a9f5e50f24cc46ec", "742026513485", "x", "a b", "\0", "券"})
  void anUnknownTicketAndAMalformedIdAreAnsweredAlike(String id) {
    Answer answer = office.with("X-Request-Id", "same").request("GET", "/v3/tickets/" + id);

    Answer known = office.with("X-Request-Id", "same").request("GET", "/v3/tickets/nothing");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo(known.body());
  }

  @Test
  void anotherCompanysTicketIsAnsweredAsIfItDidNotExist() {
    BackOffice other = TestClient.ofAnotherCompany(registerClient).with("X-Request-Id", "same");

    Answer byId = other.request("GET", "/v3/tickets/" + DEMO_ID);
    Answer byCode = other.request("GET", "/v3/tickets/" + DEMO_CODE);
    Answer unknown = other.request("GET", "/v3/tickets/nothing");

    assertThat(byId.status()).isEqualTo(404);
    assertThat(byId.body()).isEqualTo(unknown.body());
    assertThat(byCode.body()).isEqualTo(unknown.body());
  }

  @Test
  void anotherCompanysTicketsOfTheSameUserAreNotShown() {
    claim(List.of(ticket("a", Draft.day(10))));
    BackOffice other = TestClient.ofAnotherCompany(registerClient);

    Answer answer = other.request("GET", "/v3/users/" + user + "/tickets");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.<List<Object>>at("items")).isEmpty();
  }

  @Test
  void itTakesThePermissionToClaim() {
    BackOffice reader = TestClient.permitted(registerClient, Permission.PACKAGE_READ);

    Answer answer = reader.request("GET", "/v3/users/" + user + "/tickets");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.<Integer>at("code")).isEqualTo(40300);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 7, 8})
  void pagesAddUpToTheWholeInItsOrderWhateverTheirSize(int limit) {
    List<Map<String, Object>> tickets = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      // Some of them end together.
      tickets.add(ticket("t" + i, Draft.day(10 - i / 3)));
    }
    claim(tickets);
    List<String> whole = wallet(user, "").at("items.id");

    List<String> pages = new ArrayList<>();
    int count = 0;
    String cursor = "";
    do {
      Answer page = wallet(user, "limit=" + limit + "&cursor=" + cursor);
      pages.addAll(page.<List<String>>at("items.id"));
      cursor = page.at("nextCursor");
      count++;
    } while (cursor != null);

    assertThat(pages).isEqualTo(whole).hasSize(7);
    assertThat(count).isEqualTo((7 + limit - 1) / limit);
    assertThat(wallet(user, "").<List<String>>at("items.validTo")).isSorted();
  }

  @Test
  void aCursorFitsItsOwnFiltersOnly() {
    claim(List.of(ticket("a", Draft.day(10)), ticket("b", Draft.day(11))));
    String cursor = wallet(user, "limit=1").at("nextCursor");

    Answer another = wallet(user, "limit=1&status=USABLE&cursor=" + cursor);

    Answer same = wallet(user, "limit=1&cursor=" + cursor);
    assertThat(another.status()).isEqualTo(400);
    assertThat(another.<Integer>at("code")).isEqualTo(40001);
    assertThat(another.<List<String>>at("violations.pointer")).containsExactly("/cursor");
    assertThat(same.<List<String>>at("items.name")).containsExactly("b");
  }

  @ParameterizedTest
  @CsvSource({
    "status=NOT_YET_VALID, later",
    "status=USABLE, 'usable,taxi'",
    "status=USED, ''",
    "status=EXPIRED, over",
    "productKind=打车, 'over,usable,taxi,later'",
    "productKind=咖啡, 'over,usable,later'",
    "productKind=5c1f0a7be3d24f6f8f7f0a9d5b1e2c34&status=USABLE, 'usable,taxi'",
    "channel=七煌&status=USABLE, 'usable,taxi'",
    "channel=微信公众号1&status=USABLE, usable",
    "packageId=00000000000000000000000000000000, ''",
    "status=&limit=, 'over,usable,taxi,later'"
  })
  void aWalletIsFiltered(String filter, String expected) {
    Map<String, Object> later = ticket("later", Draft.day(30));
    later.put("TicketRule", Map.of("UseStartTime", Draft.day(5), "UseEndTime", Draft.day(30)));
    Map<String, Object> taxi = ticket("taxi", Draft.day(12));
    taxi.put("UseChannels", List.of("七煌"));
    taxi.put("TicketRule", Map.of("UseEndTime", Draft.day(12), "ProductKinds", List.of("打车")));
    claim(List.of(later, ticket("over", Draft.day(-1)), ticket("usable", Draft.day(10)), taxi));

    Answer answer = wallet(user, filter);

    List<String> names = expected.isEmpty() ? List.of() : List.of(expected.split(","));
    assertThat(answer.<List<String>>at("items.name")).isEqualTo(names);
  }

  @Test
  void aWalletMayBeOfOnePackage() {
    String one = claim(List.of(ticket("a", Draft.day(10))));
    claim(List.of(ticket("b", Draft.day(10))));

    Answer answer = wallet(user, "packageId=" + one);

    assertThat(answer.<List<String>>at("items.name")).containsExactly("a");
  }

  @Test
  void everythingWrongWithTheQueryIsNamedAtOnce() {
    Answer answer = wallet(user, "status=OPEN&limit=0&packageId=a b&channel=" + "x".repeat(65));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.<Integer>at("code")).isEqualTo(40001);
    assertThat(answer.<List<String>>at("violations.pointer"))
        .containsExactlyInAnyOrder("/status", "/limit", "/packageId", "/channel");
  }

  private Answer wallet(String userId, String query) {
    BackOffice asked = office;
    String path = "/v3/users/" + userId + "/tickets";
    return query.isEmpty() ? asked.request("GET", path) : asked.request("GET", path + "?" + query);
  }

  /** Claims a package with these tickets and gives its id. */
  private String claim(List<Map<String, Object>> tickets) {
    String id =
        office.publish(
            Draft.shared().window(Draft.day(-20), Draft.day(30)).with("Tickets", tickets));
    office.claim(user, id).success();
    return id;
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
