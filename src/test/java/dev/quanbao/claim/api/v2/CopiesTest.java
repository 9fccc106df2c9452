package dev.quanbao.claim.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.demo.Answer;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Draft;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The copies of a package over HTTP: 2.20, 2.24, 2.26 and 2.31. */
@QuarkusTest
class CopiesTest {

  private final BackOffice office = BackOffice.demo();

  @Test
  void pagesOfCodesHoldEveryChildOnce() {
    String id = office.create(Draft.unique().limits(25, 1));

    List<String> codes = new ArrayList<>();
    for (int page = 1; page <= 3; page++) {
      codes.addAll(codes(id, "getChildTicketPackageCodes", Map.of("PageNo", page, "PageSize", 10)));
    }

    assertThat(codes).hasSize(25);
    assertThat(new HashSet<>(codes)).hasSize(25);
  }

  @Test
  void claimedChildrenAreToldFromFreeOnesPageByPage() {
    String id = office.publish(Draft.unique().limits(9, 1));
    for (int i = 0; i < 4; i++) {
      office.claim(BackOffice.someone(), id).success();
    }

    List<String> claimed = allPages(id, true);
    List<String> free = allPages(id, false);

    assertThat(claimed).hasSize(4).doesNotContainAnyElementsOf(free);
    assertThat(free).hasSize(5);
  }

  @Test
  void copiesThatShareACodeAreThoseThatWereClaimed() {
    String id = office.publish(Draft.shared());
    office.claim(BackOffice.someone(), id).success();
    String alias = office.read(id).at("data.ticketPackageAliasCode");

    List<String> aliases = codes(id, "getChildTicketPackageAliasCodes", Map.of());

    assertThat(aliases).containsExactly(alias);
  }

  @Test
  void aDeletedPackageTellsNoCodes() {
    String id = office.create(Draft.unique().limits(2, 1));
    office.ask("deleteTicketPackage", Map.of("TicketPackageId", id, "OperatorId", "op1")).success();

    Answer plain = office.ask("getChildTicketPackageCodes", Map.of("TicketPackageId", id));
    Answer withResult =
        office.ask("getChildTicketPackageAliasCodesWithResult", Map.of("TicketPackageId", id));

    assertThat(plain.code()).isEqualTo(40900);
    assertThat(withResult.success().<Boolean>at("data.result")).isFalse();
    assertThat(withResult.<String>at("data.reason")).isEqualTo("STATE_NOT_ALLOWED");
  }

  @Test
  void anyCopyGoesByTheNameOfItsParent() {
    String id = office.create(Draft.shared());

    Answer answer = office.ask("getAnyChildTicketPackageAlias", Map.of("TicketPackageId", id));

    assertThat(answer.success().<String>at("data")).isEqualTo("新人");
  }

  private List<String> allPages(String id, boolean claimed) {
    List<String> all = new ArrayList<>();
    for (int page = 1; page <= 4; page++) {
      all.addAll(
          codes(
              id,
              "getChildTicketPackageCodes",
              Map.of("Claimed", claimed, "PageNo", page, "PageSize", 2)));
    }
    return all;
  }

  private List<String> codes(String id, String name, Map<String, ?> more) {
    Map<String, Object> request = new HashMap<>(more);
    request.put("TicketPackageId", id);
    return office.ask(name, request).success().at("data");
  }
}
