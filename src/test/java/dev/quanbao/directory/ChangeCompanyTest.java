package dev.quanbao.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.directory.model.Company;
import dev.quanbao.directory.model.CompanyChange;
import dev.quanbao.directory.model.CompanyChange.ReplaceList;
import dev.quanbao.directory.model.CompanyList;
import dev.quanbao.directory.model.CompanyPart;
import dev.quanbao.directory.model.NamedItem;
import dev.quanbao.directory.store.CompanyRepository;
import dev.quanbao.platform.flow.Retry;
import dev.quanbao.platform.http.header.IfMatch;
import dev.quanbao.platform.id.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What several people do to one list at once. */
@QuarkusTest
class ChangeCompanyTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PEOPLE = 16;
  private static final int ROUNDS = 20;

  @Inject CompanyRepository companies;
  @Inject ChangeCompany change;

  @Test
  void ofManyWhoInsistOnTheSameStateOneGetsThrough() {
    List<Long> through = IntStream.range(0, ROUNDS).mapToObj(i -> race(change)).toList();

    assertThat(through).containsOnly(1L);
  }

  /** The test above can fail: this one looks, and then writes whatever there is by now. */
  @Test
  void withoutTheRevisionInTheWriteSeveralGetThrough() {
    var sabotaged = new ChangeCompany(new BlindCompanies());

    List<Long> through = IntStream.range(0, ROUNDS).mapToObj(i -> race(sabotaged)).toList();

    assertThat(through).anyMatch(count -> count > 1);
  }

  /** Writes whatever revision the company has by now. */
  private static final class BlindCompanies extends CompanyRepository {
    @Override
    public Uni<Company> change(Company seen, CompanyChange change) {
      return Retry.<Company>upTo(
          ROUNDS, () -> findById(seen.id()).chain(now -> super.change(now, change)));
    }
  }

  @Test
  void withoutAConditionEverybodyGetsThrough() {
    String id = create();

    List<Company> changed = all(change, id, revision -> {});

    assertThat(changed).hasSize(PEOPLE);
    assertThat(companies.findById(id).await().atMost(PATIENCE).revision(CompanyPart.GROUPS))
        .isEqualTo(PEOPLE);
  }

  private long race(ChangeCompany act) {
    return all(act, create(), IfMatch.of("\"0\"")::require).size();
  }

  private List<Company> all(ChangeCompany act, String id, Consumer<Long> condition) {
    List<Uni<Company>> changes =
        IntStream.range(0, PEOPLE)
            .mapToObj(i ->
                act.change(
                        id,
                        new ReplaceList(
                            CompanyList.GROUPS, List.of(new NamedItem("g" + i, "name"))),
                        condition)
                    .onFailure()
                    .recoverWithNull())
            .toList();
    return Uni.join().all(changes).andFailFast().await().atMost(PATIENCE).stream()
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  private String create() {
    String id = "c" + Ids.random();
    companies.persist(Company.empty(id, "公司")).await().atMost(PATIENCE);
    return id;
  }
}
