package dev.quanbao.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import dev.quanbao.directory.model.Company;
import dev.quanbao.directory.model.NewStaff;
import dev.quanbao.directory.model.Roster;
import dev.quanbao.directory.model.StaffMember;
import dev.quanbao.directory.store.CompanyRepository;
import dev.quanbao.directory.store.StaffRepository;
import dev.quanbao.directory.store.StaffVersionRepository;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What readers of a company's staff see while it is replaced, and what is left behind. */
@QuarkusTest
class ReplaceStaffTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MEMBERS = 2_000;

  private final String company = "c" + Ids.random();

  @Inject CompanyRepository companies;
  @Inject ChangeCompany change;
  @Inject ReplaceStaff replaceStaff;
  @Inject StaffRepository staff;
  @Inject StaffVersionRepository versions;
  @Inject DropStaffVersions dropVersions;

  @BeforeEach
  void create() {
    await(companies.persist(Company.empty(company, "公司")));
  }

  @Test
  void readersSeeOneListOrTheOther() {
    List<Set<String>> seen = seenWhileReplacing(replaceStaff);

    assertThat(seen).isNotEmpty().allMatch(names -> names.size() == 1);
  }

  /** The test above can fail: this one switches to the new list before it is written. */
  @Test
  void aListThatIsSwitchedToTooEarlyIsSeenInParts() {
    var sabotaged =
        new ReplaceStaff(companies, change, staff, dropVersions) {
          @Override
          public Uni<Company> replace(
              String companyId, Multi<List<NewStaff>> members, Consumer<Long> condition) {
            String version = Ids.random();
            return switchTo(companyId, new Roster(version, MEMBERS), condition)
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(100))
                .call(() -> write(version, members));
          }
        };

    List<Set<String>> seen = seenWhileReplacing(sabotaged);

    assertThat(seen).anyMatch(names -> names.size() != 1);
  }

  @Test
  void membersAreFoundByPlaceByGroupAndById() {
    await(
        replaceStaff.replace(
            company,
            Multi.createFrom()
                .items(
                    List.of(
                        new NewStaff("op1", "a", "g1"),
                        new NewStaff("op2", "b", "g2"),
                        new NewStaff("op3", "c", null)),
                    List.of(new NewStaff("op4", "d", "g1"), new NewStaff("op5", "e", "g2"))),
            any -> {}));
    Roster roster = await(staff.findRoster(company));

    List<List<String>> all = await(staff.readIds(roster, 2).collect().asList());
    List<List<String>> groups =
        await(staff.readIdsOfGroups(roster, Set.of("g1"), 1).collect().asList());
    Set<String> known = await(staff.findKnownIds(roster, List.of("op2", "nobody", "op5", "op2")));

    assertThat(roster.count()).isEqualTo(5);
    assertThat(all).containsExactly(List.of("op1", "op2"), List.of("op3", "op4"), List.of("op5"));
    assertThat(groups).containsExactly(List.of("op1"), List.of("op4"));
    assertThat(known).containsExactlyInAnyOrder("op2", "op5");
  }

  @Test
  void aCompanyWithoutStaffHasNobody() {
    Roster roster = await(staff.findRoster(company));

    assertThat(roster).isEqualTo(Roster.NONE);
    assertThat(await(staff.readIds(roster, 10).collect().asList())).isEmpty();
    assertThat(await(staff.findKnownIds(roster, List.of("op1")))).isEmpty();
  }

  @Test
  void aReplacedListStaysForItsReadersAndThenGoes() {
    await(replaceStaff.replace(company, named("old"), any -> {}));
    Roster old = await(staff.findRoster(company));
    await(replaceStaff.replace(company, named("new"), any -> {}));
    Roster current = await(staff.findRoster(company));

    long soon = sweptAfter(Duration.ofMinutes(59), old);
    long later = sweptAfter(Duration.ofMinutes(61), old);
    long muchLater = sweptAfter(Duration.ofDays(3), current);

    assertThat(soon).isEqualTo(MEMBERS);
    assertThat(later).isZero();
    assertThat(muchLater).isEqualTo(MEMBERS);
  }

  @Test
  void whatAnInterruptedReplacementLeavesGoesAfterADay() {
    String version = Ids.random();
    await(dropVersions.announce(version, company));
    await(replaceStaff.write(version, named("lost")));
    Roster lost = new Roster(version, MEMBERS);

    long soon = sweptAfter(Duration.ofHours(23), lost);
    long later = sweptAfter(Duration.ofHours(25), lost);

    assertThat(soon).isEqualTo(MEMBERS);
    assertThat(later).isZero();
  }

  private long sweptAfter(Duration since, Roster of) {
    var clock = new MovableClock(Instant.now());
    clock.advance(since);
    var later = new DropStaffVersions(versions, staff, companies, clock);
    for (int i = 0; i < 10; i++) {
      await(later.sweep());
    }
    return await(staff.mongoCollection().countDocuments(Filters.eq("version", of.version())));
  }

  /** For each look at the staff the different names there were, with "-" for missing members. */
  private List<Set<String>> seenWhileReplacing(ReplaceStaff act) {
    await(replaceStaff.replace(company, named("a"), any -> {}));
    var over = new AtomicBoolean();
    Uni<Void> writing =
        Multi.createFrom()
            .items("b", "c", "d", "e", "f")
            .onItem()
            .transformToUniAndConcatenate(name -> act.replace(company, named(name), any -> {}))
            .collect()
            .last()
            .replaceWithVoid()
            .onTermination()
            .invoke(() -> over.set(true));
    Uni<List<Set<String>>> reading =
        Multi.createBy().repeating().uni(this::look).whilst(seen -> !over.get()).collect().asList();
    return await(Uni.combine().all().unis(reading, writing).with((seen, written) -> seen));
  }

  private Uni<Set<String>> look() {
    return staff
        .findRoster(company)
        .chain(roster ->
            staff
                .readAll(roster, 500)
                .onItem()
                .<StaffMember>disjoint()
                .map(StaffMember::name)
                .collect()
                .asList())
        .map(names -> {
          List<String> all = new ArrayList<>(names);
          if (all.size() != MEMBERS) {
            all.add("-");
            all.add("--");
          }
          return Set.copyOf(all);
        });
  }

  private static Multi<List<NewStaff>> named(String name) {
    return Multi.createFrom()
        .items(IntStream.range(0, MEMBERS).mapToObj(i -> new NewStaff("op" + i, name, null)))
        .group()
        .intoLists()
        .of(500);
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
