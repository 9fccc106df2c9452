package dev.quanbao.claim.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.demo.Answer;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Draft;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Copies for many over HTTP: 2.9, 2.16, 2.19, 2.27, 2.28, and passing on by 2.25. */
@QuarkusTest
class DistributionTest {

  private static final String OP = "op001";

  private final BackOffice office = BackOffice.demo();

  @Test
  void aDispatchTellsWhatBecameOfEachUser() {
    String id = office.publish(Draft.shared().limits(2, 1));
    String first = BackOffice.someone();
    office.claim(first, id).success();
    String second = BackOffice.someone();
    String third = BackOffice.someone();

    Answer answer = dispatch("WithResult", id, List.of(first, second, third, second));

    assertThat(answer.<Integer>at("data.succeeded")).isEqualTo(1);
    assertThat(answer.<Integer>at("data.failed")).isEqualTo(2);
    assertThat(answer.<List<String>>at("data.items.userId")).containsExactly(first, second, third);
    assertThat(answer.<List<String>>at("data.items.reason"))
        .containsExactly("PERSONAL_LIMIT", null, "SOLD_OUT");
  }

  @Test
  void aPlainDispatchGivesTheNumberServedOrTheReasonOfTheFirst() {
    String id = office.publish(Draft.shared().limits(1, 1));
    String user = BackOffice.someone();

    Answer served = dispatch("", id, List.of(user));
    Answer refused = dispatch("", id, List.of(user));

    assertThat(served.success().<Integer>at("data")).isEqualTo(1);
    assertThat(refused.code()).isEqualTo(40914);
  }

  @Test
  void aRepeatedDispatchIsTheFirstOne() {
    String id = office.publish(Draft.shared().limits(10, 2));
    var keyed = office.with("Idempotency-Key", BackOffice.someone());
    Map<String, Object> request = dispatchOf(id, List.of(BackOffice.someone()));
    Answer first = keyed.ask("distributeTicketPackageToUsersWithResult", request);

    Answer again = keyed.ask("distributeTicketPackageToUsersWithResult", request);

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(office.read(id).<Integer>at("data.claimedCount")).isEqualTo(1);
  }

  @Test
  void allFaultsOfADispatchAreNamedAtOnce() {
    Answer answer =
        office.ask("distributeTicketPackageToUsers", Map.of("UserIds", List.of("a b", "c")));

    assertThat(answer.code()).isEqualTo(40001);
    assertThat(answer.fieldsAtFault())
        .containsExactlyInAnyOrder("TicketPackageId", "UserIds[0]", "SenderId");
  }

  @Test
  void opsGetTheirCopiesAndWhoIsNoStaffIsTold() {
    String id = office.publish(Draft.unique().limits(10, 1));

    Answer answer =
        office.ask(
            "allotTicketPackageToOpsWithResult",
            Map.of(
                "TicketPackageId",
                id,
                "CompanyId",
                BackOffice.COMPANY,
                "OpIds",
                List.of(OP, "nobody"),
                "CountPerOp",
                3,
                "SenderId",
                OP));

    assertThat(answer.success().<List<String>>at("data.items.reason"))
        .containsExactly(null, "NOT_FOUND");
    assertThat(office.read(id).<Integer>at("data.claimedCount")).isEqualTo(3);
  }

  @Test
  void theWholeStaffOrAGroupOfItIsServed() {
    String id = office.publish(Draft.shared().limits(100, 1));
    int staff = office.ask("getStaffByCompanyId", company()).<List<?>>at("data").size();

    Answer all = allot(id, Map.of("All", true));
    Answer none = allot(id, Map.of("GroupIds", List.of("no-such-group")));

    assertThat(all.success().<Integer>at("data")).isEqualTo(staff);
    assertThat(none.success().<Integer>at("data")).isZero();
  }

  @Test
  void exactlyOneWayOfNamingOpsIsTaken() {
    String id = office.publish(Draft.shared());

    Answer answer = allot(id, Map.of("All", true, "OpIds", List.of(OP)));

    assertThat(answer.fieldsAtFault()).containsExactly("All");
  }

  @Test
  void anOpPassesACopyOnUntilNoneIsLeft() {
    String id = office.publish(Draft.shared().limits(10, 1));
    office
        .ask("distributeTicketPackageToOps", Map.of("TicketPackageId", id, "OpIds", List.of(OP)))
        .success();

    Answer first = passOn(id, BackOffice.someone());
    Answer second = passOn(id, BackOffice.someone());

    assertThat(first.<Boolean>at("data.result")).isTrue();
    assertThat(first.<List<String>>at("data.ticketUsers.senderId")).containsOnly(OP);
    assertThat(second.<String>at("data.reason")).isEqualTo("OP_ALLOTMENT_EMPTY");
    assertThat(office.read(id).<Integer>at("data.claimedCount")).isEqualTo(1);
  }

  private Answer dispatch(String suffix, String id, List<String> users) {
    return office.ask("distributeTicketPackageToUsers" + suffix, dispatchOf(id, users));
  }

  private static Map<String, Object> dispatchOf(String id, List<String> users) {
    return Map.of("TicketPackageId", id, "UserIds", users, "SenderId", OP);
  }

  private Answer allot(String id, Map<String, Object> recipients) {
    Map<String, Object> request = new HashMap<>(recipients);
    request.putAll(company());
    request.put("TicketPackageId", id);
    request.put("SenderId", OP);
    return office.ask("allotTicketPackageToOps", request);
  }

  private Answer passOn(String id, String user) {
    return office.ask(
        "receiveTicketPackageForUserWithResult",
        Map.of("OpId", OP, "UserId", user, "TicketPackageId", id, "FromAllotment", true));
  }

  private static Map<String, Object> company() {
    return Map.of("CompanyId", BackOffice.COMPANY);
  }
}
