package dev.quanbao.giftpackage.api.v3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Draft;
import dev.quanbao.job.model.Job;
import dev.quanbao.job.store.JobRepository;
import dev.quanbao.testing.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Large packages, imports and dispatches on {@code /v3}, each by its job. */
@QuarkusTest
class PackageJobsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject JobRepository jobs;

  private final BackOffice office = BackOffice.demo();

  @Test
  void aLargePackageNamesItsJobAndExportsAllItsCodes() {
    String id = office.create(Draft.unique().limits(2_500, 1));
    String jobId = get("/v3/packages/" + id).path("jobId");

    Response done = awaitOver(jobId);
    Response csv = office.signed().queryParam("format", "csv").get("/v3/packages/" + id + "/codes");
    Response json = get("/v3/packages/" + id + "/codes");

    assertThat(done.<String>path("state")).isEqualTo("DONE");
    assertThat(done.<Integer>path("done")).isEqualTo(2_500);
    List<String> lines = csv.asString().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("packageCode,aliasCode,claimed");
    assertThat(new HashSet<>(lines)).hasSize(2_501);
    assertThat(json.jsonPath().getList("aliasCode")).hasSize(2_500);
  }

  @Test
  void copiesThatShareACodeAreExportedOnceEach() {
    String id = office.publish(Draft.shared().limits(1_100, 1));
    dispatch(id, 1_010);

    List<String> codes = get("/v3/packages/" + id + "/codes").jsonPath().getList("packageCode");

    assertThat(codes).doesNotHaveDuplicates().hasSize(1_010);
  }

  @Test
  void claimedChildrenAndFreeOnesAreExportedByThemselves() {
    String id = office.create(Draft.unique().limits(1_100, 1));
    awaitOver(get("/v3/packages/" + id).path("jobId"));
    office.moveTo(5, id);
    dispatch(id, 1_010);

    List<String> claimed = exported(id, true);
    List<String> free = exported(id, false);

    assertThat(claimed).hasSize(1_010).doesNotContainAnyElementsOf(free);
    assertThat(free).doesNotHaveDuplicates().hasSize(90);
  }

  @Test
  void aPackageWithoutChildrenExportsNone() {
    String id = office.create(given(3));

    List<String> codes = get("/v3/packages/" + id + "/codes").jsonPath().getList("packageCode");

    assertThat(codes).isEmpty();
  }

  @Test
  void importedLinesBecomeChildrenAndFaultyOnesAreToldByTheirLine() {
    String id = office.create(given(3));
    String one = Draft.freshCode();
    String two = Draft.freshCode();
    String three = Draft.freshCode();
    String lines =
        String.join("\n", "aliasCode", one, one.toLowerCase(Locale.ROOT), "!", two, three);

    Response accepted = importing(id, lines + "\n" + Draft.freshCode());
    Response done = awaitOver(accepted.path("id"));

    assertThat(accepted.statusCode()).isEqualTo(202);
    assertThat(done.jsonPath().getList("errors.line")).containsExactly(3, 4, 7);
    assertThat(done.jsonPath().getList("errors.reason"))
        .containsExactly("CODE_IN_USE", "CODE_INVALID", "SOLD_OUT");
    assertThat(get("/v3/packages/" + id + "/codes").jsonPath().getList("aliasCode"))
        .containsExactly(one, two, three);
  }

  @Test
  void anImportOfManyBatchesLeavesNoGap() {
    int count = 12_000;
    String id = office.create(given(count));
    String prefix = Draft.freshCode();
    String lines =
        IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).collect(Collectors.joining("\n"));

    Response done = awaitOver(importing(id, lines).path("id"));

    assertThat(done.<Integer>path("done")).isEqualTo(count);
    assertThat(get("/v3/packages/" + id + "/codes").jsonPath().getList("packageCode"))
        .doesNotHaveDuplicates()
        .hasSize(count);
  }

  @Test
  void refusedLinesCanBeTriedAgainOnceTheirCodesAreFree() {
    String code = Draft.freshCode();
    String other = office.create(given(1));
    awaitOver(importing(other, code).path("id"));
    String id = office.create(given(1));
    String jobId = importing(id, code).path("id");
    awaitOver(jobId);
    office
        .ask("deleteTicketPackage", Map.of("TicketPackageId", other, "OperatorId", "op1"))
        .success();

    Response retried = office.signed().post("/v3/jobs/" + jobId + "/retry");
    Response done = awaitOver(jobId);

    assertThat(retried.statusCode()).isEqualTo(202);
    assertThat(done.<Integer>path("done")).isEqualTo(1);
    assertThat(done.<Integer>path("failed")).isZero();
  }

  @Test
  void onlyAPackageWithGivenCodesTakesAnImport() {
    String id = office.create(Draft.unique().limits(2, 1));

    Response refused = importing(id, Draft.freshCode());

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.<Integer>path("code")).isEqualTo(40900);
  }

  @Test
  void aDispatchByCsvServesEachUserAndTellsWhoWasNot() {
    String id = office.publish(Draft.shared().limits(2, 1));
    String users =
        String.join(
            "\r\n", "userId", BackOffice.someone(), BackOffice.someone(), BackOffice.someone());

    Response accepted = dispatching(id, users);
    Response done = awaitOver(accepted.path("id"));

    assertThat(accepted.getHeader("Location")).endsWith("/v3/jobs/" + accepted.path("id"));
    assertThat(done.<Integer>path("done")).isEqualTo(2);
    assertThat(done.jsonPath().getList("errors.line")).containsExactly(4);
    assertThat(done.jsonPath().getList("errors.reason")).containsExactly("SOLD_OUT");
  }

  @Test
  void aDispatchWithWhatCannotBeAUserBeginsNothing() {
    String id = office.publish(Draft.shared().limits(2, 1));

    Response refused = dispatching(id, "u1\nno user\nu2");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.<String>path("violations[0].pointer")).isEqualTo("/userIds/1");
    assertThat(
            office.signed().queryParam("packageId", id).get("/v3/jobs").jsonPath().getList("items"))
        .isEmpty();
  }

  @Test
  void aJobsEventsEndWithTheJob() {
    String id = office.create(Draft.unique().limits(1_500, 1));
    String jobId = get("/v3/packages/" + id).path("jobId");

    String events = get("/v3/jobs/" + jobId + "/events").asString();

    assertThat(events).contains("event:progress");
    assertThat(events.strip().lines().toList().getLast()).contains("\"state\":\"DONE\"");
  }

  private static Draft given(int limit) {
    return Draft.unique().limits(limit, 1).with("AliasCodeSource", "GIVEN");
  }

  private Response importing(String id, String lines) {
    return office
        .signed()
        .contentType("text/csv; charset=UTF-8")
        .body(lines)
        .post("/v3/packages/" + id + "/codes");
  }

  private Response dispatching(String id, String lines) {
    return office
        .signed()
        .queryParam("senderId", "op001")
        .contentType("text/csv; charset=UTF-8")
        .body(lines)
        .post("/v3/packages/" + id + "/dispatches");
  }

  private Response awaitOver(String jobId) {
    Job over =
        Eventually.look(jobs.findById(jobId), job -> job != null && job.state().isOver(), PATIENCE);
    return get("/v3/jobs/" + over.id());
  }

  private Response get(String path) {
    return office.signed().get(path);
  }

  private void dispatch(String id, int users) {
    List<String> userIds = IntStream.range(0, users).mapToObj(i -> "u0001-export-" + i).toList();
    office
        .ask(
            "distributeTicketPackageToUsers",
            Map.of("TicketPackageId", id, "UserIds", userIds, "SenderId", "op001"))
        .success();
  }

  private List<String> exported(String id, boolean claimed) {
    return office
        .signed()
        .queryParam("claimed", claimed)
        .get("/v3/packages/" + id + "/codes")
        .jsonPath()
        .getList("packageCode");
  }
}
