package dev.quanbao.directory.api.v3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.access.RegisterClient;
import dev.quanbao.access.model.Permission;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Raw;
import dev.quanbao.demo.TestClient;
import dev.quanbao.platform.id.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Companies, their lists, staff and chats on {@code /v3}. */
@QuarkusTest
class DirectoryResourceTest {

  private static final String ITEMS =
      "[{\"id\":\"b\",\"name\":\"乙\"},{\"id\":\"a\",\"name\":\"甲\"}]";
  private static final String GROUPS = "/groups";

  private final String company = "c" + Ids.random();
  private BackOffice office = BackOffice.demo();

  @Inject RegisterClient registerClient;

  @BeforeEach
  void create() {
    office = TestClient.of(registerClient, company);
    put(office, "", "{\"name\":\"公司\"}");
  }

  @Test
  void aCompanyIsCreatedOnceAndThenRenamed() {
    String id = "n" + Ids.random();
    String path = "/v3/companies/" + id;

    Response first = send(office, path, "application/json", "{\"name\":\"新\"}");
    Response second = send(office, path, "application/json", "{\"name\":\"改\"}");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.header("Location")).endsWith(path);
    assertThat(first.asString()).isEqualTo("{\"id\":\"" + id + "\",\"name\":\"新\"}");
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.path("name").toString()).isEqualTo("改");
    assertThat(second.header("ETag")).isNotEqualTo(first.header("ETag"));
  }

  @Test
  void whoDoesNotAdministerClientsRenamesItsOwnCompaniesAndCreatesNone() {
    BackOffice editor = TestClient.permitted(registerClient, Permission.DIRECTORY);
    String absent = "/v3/companies/n" + Ids.random();

    Response own =
        send(
            editor,
            "/v3/companies/" + BackOffice.COMPANY,
            "application/json",
            "{\"name\":\"演示公司\"}");
    Response other = put(editor, "", "{\"name\":\"x\"}");
    Response none = send(editor, absent, "application/json", "{\"name\":\"x\"}");

    assertThat(own.statusCode()).isEqualTo(200);
    assertThat(other.statusCode()).isEqualTo(404);
    assertThat(none.statusCode()).isEqualTo(404);
  }

  @Test
  void itTakesThePermissionToChangeTheDirectory() {
    BackOffice reader = TestClient.permitted(registerClient, Permission.PACKAGE_READ);
    String groups = "/v3/companies/" + BackOffice.COMPANY + GROUPS;

    Response read = reader.signed().get(groups);
    Response written = send(reader, groups, "application/json", "[]");

    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(written.statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "/product-kinds, getProductKindsByCompanyId",
    "/use-channels, getUseChannelsByCompanyId",
    "/groups, getGroupsByCompanyId"
  })
  void aListIsReplacedAsAWholeAndReadInItsOrder(String list, String interfaceName) {
    put(office, list, "[{\"id\":\"x\",\"name\":\"old\"}]");
    Response put = put(office, list, ITEMS);

    Response got = get(list);
    List<String> told =
        office.ask(interfaceName, Map.of("CompanyId", company)).success().at("data.id");

    assertThat(put.statusCode()).isEqualTo(200);
    assertThat(put.asString()).isEqualTo(ITEMS);
    assertThat(got.asString()).isEqualTo(ITEMS);
    assertThat(got.header("ETag")).isEqualTo(put.header("ETag")).isNotEmpty();
    assertThat(told).containsExactly("b", "a");
  }

  @Test
  void themesHaveIdsOfOurs() {
    String themes = "[{\"id\":\"9368f91573a84f5a84f130f4f9d92c5a\",\"name\":\"主题\"}]";
    Response right = put(office, "/themes", themes);

    Response wrong = put(office, "/themes", ITEMS);

    assertThat(right.statusCode()).isEqualTo(200);
    assertThat(pointers(wrong)).containsExactlyInAnyOrder("/0/id", "/1/id");
    assertThat(get("/themes").asString()).isEqualTo(themes);
  }

  @Test
  void everyFaultOfAListIsToldAtOnceAndNothingChanges() {
    put(office, GROUPS, ITEMS);

    Response refused =
        put(
            office,
            GROUPS,
            "[{\"id\":\"a\",\"name\":\"x\"},{\"id\":\"a\",\"name\":\"x\"},{\"id\":\" \",\"name\":\"\"}]");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(pointers(refused)).containsExactlyInAnyOrder("/1/id", "/1/name", "/2/id", "/2/name");
    assertThat(get(GROUPS).asString()).isEqualTo(ITEMS);
  }

  @Test
  void whoComesSecondIsToldThatItHasChanged() {
    String tag = put(office, GROUPS, ITEMS).header("ETag");

    Response first = put(office.with("If-Match", tag), GROUPS, "[]");
    Response second = put(office.with("If-Match", tag), GROUPS, ITEMS);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(second.statusCode()).isEqualTo(412);
    assertThat(second.contentType()).isEqualTo("application/problem+json");
    assertThat(second.<Integer>path("code")).isEqualTo(41200);
    assertThat(get(GROUPS).asString()).isEqualTo("[]");
  }

  @Test
  void anotherListIsNoChangeOfThisOne() {
    String tag = put(office, GROUPS, ITEMS).header("ETag");
    put(office, "/product-kinds", ITEMS);

    Response answer = put(office.with("If-Match", tag), GROUPS, "[]");

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/groups", "/staff"})
  void aRepetitionUnderItsKeyChangesNothing(String list) {
    BackOffice keyed = office.with("Idempotency-Key", Ids.random());
    Response first = put(keyed, list, ITEMS);
    String tag = put(office, list, "[]").header("ETag");

    Response again = put(keyed, list, ITEMS);

    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.asByteArray()).isEqualTo(first.asByteArray());
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(get(list).header("ETag")).isEqualTo(tag);
  }

  @ParameterizedTest
  @CsvSource({"/product-kinds", "/use-channels", "/groups", "/themes", "/staff"})
  void anotherCompanyIsAnsweredAsIfItDidNotExist(String list) {
    BackOffice other =
        TestClient.permitted(registerClient, Permission.values()).with("X-Request-Id", "x");
    String path = "/v3/companies/" + company + list;

    Response read = other.signed().get(path);
    Response written = send(other, path, "application/json", "[]");

    String nothing = other.signed().get("/v3/companies/nothing" + list).asString();
    assertThat(read.statusCode()).isEqualTo(404);
    assertThat(read.asString()).isEqualTo(nothing);
    assertThat(written.asString()).isEqualTo(nothing);
  }

  @Test
  void staffComesInJson() {
    Response put =
        put(
            office,
            "/staff",
            "[{\"id\":\"op2\",\"name\":\"乙\",\"groupId\":\"g\"}, {\"Id\":\"op1\",\"Name\":\"甲\"}]");

    assertThat(put.asString()).isEqualTo("{\"count\":2}");
    Response got = get("/staff");
    assertThat(got.asString())
        .isEqualTo(
            "[{\"id\":\"op2\",\"name\":\"乙\",\"groupId\":\"g\"},"
                + "{\"id\":\"op1\",\"name\":\"甲\",\"groupId\":null}]");
    assertThat(got.header("ETag")).isEqualTo(put.header("ETag"));
  }

  @Test
  void aCompanyMayHaveNoStaff() {
    Response before = get("/staff");

    put(office, "/staff", "[]");

    assertThat(before.asString()).isEqualTo("[]");
    assertThat(get("/staff").asString()).isEqualTo("[]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id,name,groupId\nop1,\"a, \"\"b\"\"\",g\n\nop2,乙,\n",
        "\uFEFFgroupid, Name ,ID\r\ng,\"a, \"\"b\"\"\",op1\r\n,乙,op2"
      })
  void staffComesInCsv(String csv) {
    Response put = csv(csv);

    assertThat(put.asString()).isEqualTo("{\"count\":2}");
    assertThat(get("/staff").asString())
        .isEqualTo(
            "[{\"id\":\"op1\",\"name\":\"a, \\\"b\\\"\",\"groupId\":\"g\"},"
                + "{\"id\":\"op2\",\"name\":\"乙\",\"groupId\":null}]");
  }

  @Test
  void everyFaultOfAStaffListIsToldByItsLineAndNothingChanges() {
    csv("id,name\nop1,甲");

    Response refused = csv("id,name\nop1,x\n,x\nop1,x\nop2\n\"op3,x\no p,x\nop4,x");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(pointers(refused))
        .containsExactlyInAnyOrder("/line/3/id", "/line/4/id", "/line/5", "/line/6", "/line/7/id");
    assertThat(get("/staff").<List<String>>path("id")).containsExactly("op1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "name\nx", "id,name,age\n1,2,3", "id,name,id\n1,2,3", "op1,x"})
  void theFirstLineNamesTheColumns(String csv) {
    Response refused = csv(csv);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(pointers(refused)).containsExactly("/line/1");
  }

  @Test
  void everyFaultOfAStaffListInJsonIsToldByItsPointer() {
    Response refused =
        put(
            office,
            "/staff",
            "[{\"id\":\"op1\",\"name\":\"x\"},{\"id\":\"op1\",\"name\":\"\",\"age\":3},7,{\"id\":}]");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.<Integer>path("code")).isEqualTo(40000);
    assertThat(pointers(refused))
        .containsExactlyInAnyOrder("/1/id", "/1/name", "/1/age", "/2", "/3");
  }

  @Test
  void staffHasItsLimit() {
    String csv =
        IntStream.rangeClosed(0, StaffList.MAX_MEMBERS)
            .mapToObj(i -> i + ",x")
            .collect(Collectors.joining("\n", "id,name\n", "\n"));

    Response refused = csv(csv);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.<List<String>>path("violations.code")).containsExactly("size");
  }

  @Test
  void aLargeStaffIsReadPageByPageByTheBackOffice() {
    int count = 5_000;
    Response put =
        csv(
            IntStream.range(0, count)
                .mapToObj(i -> "op" + i + ",名" + i + ",g" + i % 2)
                .collect(Collectors.joining("\n", "id,name,groupId\n", "\n")));

    List<String> last =
        office
            .ask("getStaffByCompanyId", Map.of("CompanyId", company, "PageNo", 25, "PageSize", 200))
            .success()
            .at("data.id");
    List<String> group =
        office
            .ask("getStaffByCompanyIdAndGroupId", Map.of("CompanyId", company, "GroupId", "g1"))
            .success()
            .at("data.id");

    assertThat(put.asString()).isEqualTo("{\"count\":5000}");
    assertThat(last).hasSize(200).startsWith("op4800").endsWith("op4999");
    assertThat(group).hasSize(count / 2).startsWith("op1", "op3").endsWith("op4999");
    assertThat(get("/staff").<List<String>>path("id")).hasSize(count).doesNotHaveDuplicates();
  }

  @Test
  void aChatIsMadeAndChanged() {
    String id = "chat" + Ids.random();
    String path = "/v3/chats/" + id;
    String first = Raw.json(Map.of("companyId", company, "userId", "u1", "opId", "op1"));
    Response made = send(office, path, "application/json", first);
    String second = Raw.json(Map.of("companyId", company, "userId", "u2"));

    Response stale = send(office.with("If-Match", "\"7\""), path, "application/json", second);
    Response changed =
        send(office.with("If-Match", made.header("ETag")), path, "application/json", second);

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.header("Location")).endsWith(path);
    assertThat(stale.statusCode()).isEqualTo(412);
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.asString())
        .isEqualTo(
            "{\"id\":\"%s\",\"companyId\":\"%s\",\"userId\":\"u2\",\"opId\":null}"
                .formatted(id, company));
    assertThat(changed.header("ETag")).isNotEqualTo(made.header("ETag"));
    assertThat(
            office
                .ask("getTicketUsersByChatId", Map.of("OwnerType", 1, "ChatId", id))
                .success()
                .<List<Object>>at("data"))
        .isEmpty();
  }

  @Test
  void anotherCompanysChatIsNotFound() {
    String demo = "/v3/chats/u00011234567890";

    Response taken = send(office, demo, "application/json", Raw.json(Map.of("companyId", company)));
    Response given =
        send(
            office,
            "/v3/chats/c" + Ids.random(),
            "application/json",
            Raw.json(Map.of("companyId", BackOffice.COMPANY)));

    assertThat(taken.statusCode()).isEqualTo(404);
    assertThat(given.statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v3/chats/a b", "/v3/companies/a b", "/v3/companies/券"})
  void nothingCanHaveAMalformedId(String path) {
    Response answer =
        send(
            office,
            path,
            "application/json",
            path.contains("chats") ? Raw.json(Map.of("companyId", company)) : "{\"name\":\"x\"}");

    assertThat(answer.statusCode()).isEqualTo(404);
  }

  private Response csv(String csv) {
    return send(office, "/v3/companies/" + company + "/staff", "text/csv; charset=utf-8", csv);
  }

  private Response put(BackOffice as, String list, String json) {
    return send(as, "/v3/companies/" + company + list, "application/json", json);
  }

  private static Response send(BackOffice as, String path, String type, String body) {
    return as.signed()
        .header("Content-Type", type)
        .body(body.getBytes(StandardCharsets.UTF_8))
        .put(path);
  }

  private Response get(String list) {
    return office.signed().get("/v3/companies/" + company + list);
  }

  private static List<String> pointers(Response refused) {
    return refused.path("violations.pointer");
  }
}
