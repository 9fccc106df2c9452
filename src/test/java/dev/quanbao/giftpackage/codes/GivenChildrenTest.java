package dev.quanbao.giftpackage.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.quanbao.giftpackage.ChildrenStage;
import dev.quanbao.giftpackage.Workshop;
import dev.quanbao.giftpackage.model.CodeOwner;
import dev.quanbao.giftpackage.model.CodePlan;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.giftpackage.store.AliasCodeRepository;
import dev.quanbao.job.OwnJobs;
import dev.quanbao.job.model.LineBatch.Line;
import dev.quanbao.job.model.LineBatch.Refusal;
import dev.quanbao.platform.code.NumberedCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.id.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches of given codes whose sender was taken for dead, and isn't, or not quite. */
@QuarkusTest
class GivenChildrenTest {

  private static final int LINES = 6;

  @Inject ChildrenStage stage;

  private final String company = Ids.random();

  @AfterEach
  void clear() {
    stage.removeCodesOf(company);
  }

  @Test
  void anInsertOfTheSameBatchThatArrivesLateMakesNoGoodLineARefusedOne() {
    GiftPackage parent = parent();
    List<Line> lines = lines("late-");
    CodeOwner owner = CodeOwner.of(parent);
    // The dead one's child stands where another is to be put, under a code that is wanted, too.
    List<IssuedCode> late =
        List.of(owner.child(0, code(), "late-5"), owner.child(3, code(), "late-1"));
    var isFirst = new AtomicBoolean(true);
    var book =
        new AliasCodeRepository(stage.mint) {
          @Override
          public Uni<List<IssuedCode>> insert(List<IssuedCode> entries) {
            return isFirst.getAndSet(false)
                ? super.insert(late).chain(() -> super.insert(entries))
                : super.insert(entries);
          }
        };

    List<Refusal> refusals = Workshop.await(children(book).make(parent, 0, lines));

    assertThat(refusals).isEmpty();
    List<IssuedCode> made = stage.codesOf(parent.id());
    assertThat(made).extracting(IssuedCode::ordinal).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
    assertThat(made)
        .extracting(IssuedCode::alias)
        .hasSameElementsAs(lines.stream().map(Line::value).toList());
  }

  @Test
  void whatAnEarlierAttemptMadeOfOtherLinesIsTakenOut() {
    GiftPackage parent = parent();
    Workshop.await(children(stage.aliasCodes).make(parent, 0, lines("stray-")));

    Workshop.await(children(stage.aliasCodes).make(parent, 0, lines("right-")));

    assertThat(stage.codesOf(parent.id()))
        .hasSize(LINES)
        .allMatch(code -> code.alias().startsWith("right-"));
  }

  @Test
  void whoWasOvertakenTakesNothingOutOfTheBatchesAfterIt() {
    GiftPackage parent = parent();
    Workshop.await(children(stage.aliasCodes).make(parent, 0, lines("first-")));
    Workshop.await(
        stage
            .packages
            .mongoCollection()
            .updateOne(Filters.eq(parent.id()), Updates.set("codes.next", LINES)));
    Workshop.await(children(stage.aliasCodes).make(parent, LINES, lines("second-")));

    RequestRefusedException refused =
        catchThrowableOfType(
            RequestRefusedException.class,
            () -> Workshop.await(children(stage.aliasCodes).make(parent, 0, lines("first-"))));

    assertThat(refused).isNotNull();
    assertThat(stage.codesOf(parent.id())).hasSize(2 * LINES);
  }

  private GiftPackage parent() {
    var plan = new CodePlan(CodeType.UNIQUE, CodePlan.Source.GIVEN, "", 12, null);
    return stage
        .workshop(company, stage.packages, stage.aliasCodes, new OwnJobs())
        .create(plan, 2 * LINES);
  }

  private GivenChildren children(AliasCodeRepository book) {
    return new GivenChildren(stage.packages, book, stage.mint);
  }

  private static List<Line> lines(String prefix) {
    return IntStream.range(0, LINES)
        .mapToObj(place -> new Line(place, place + 1L, prefix + place))
        .toList();
  }

  private NumberedCode code() {
    return Workshop.await(stage.mint.numberedPackageCodes(1)).getFirst();
  }
}
