package dev.quanbao.giftpackage.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.quanbao.giftpackage.ChildrenStage;
import dev.quanbao.giftpackage.Workshop;
import dev.quanbao.giftpackage.model.ChildCodes;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.giftpackage.store.AliasCodeRepository;
import dev.quanbao.job.OwnJobs;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The codes of a deleted package that has too many to free them while somebody waits. */
@QuarkusTest
class ReleaseCodesTest {

  private static final int PORTION = 300;
  private static final Instant NOW = Instant.parse("2030-06-15T04:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofMinutes(1));

  @Inject ChildrenStage stage;

  private final MovableClock clock = new MovableClock(NOW);
  private GiftPackage deleted;

  // Not marked as deleted: the running service would free its codes, too.
  @BeforeEach
  void make() {
    Workshop workshop =
        stage.workshop(Ids.random(), stage.packages, stage.aliasCodes, new OwnJobs());
    GiftPackage parent = workshop.create(ChildrenStage.PLAN, ChildrenStage.SOME);
    workshop.finish(parent);
    deleted = stage.now(parent);
  }

  @Test
  void nobodyWaitsForMany() {
    Workshop.await(releaseCodes(stage.aliasCodes).releaseFew(deleted));

    assertThat(codes()).hasSize(ChildrenStage.SOME);
  }

  @Test
  void allAreFreedInTheBackground() {
    Workshop.await(releaseCodes(stage.aliasCodes).releaseUntil(deleted, LATER));

    assertThat(codes()).isEmpty();
    assertThat(stage.now(deleted).codes()).isEqualTo(ChildCodes.NONE);
  }

  @Test
  void itGoesOnWhereItWasInterrupted() {
    Throwable crash =
        catchThrowable(
            () -> Workshop.await(releaseCodes(dyingAt(2 * PORTION)).releaseUntil(deleted, LATER)));
    GiftPackage interrupted = stage.now(deleted);

    Workshop.await(releaseCodes(stage.aliasCodes).releaseUntil(interrupted, LATER));

    assertThat(crash).isNotNull();
    assertThat(interrupted.codes().first()).isEqualTo(PORTION);
    assertThat(codes()).isEmpty();
    assertThat(stage.now(deleted).codes()).isEqualTo(ChildCodes.NONE);
  }

  @Test
  void itEndsWhenItsTimeIsOver() {
    Workshop.await(releaseCodes(takingTime()).releaseUntil(deleted, LATER));

    assertThat(codes()).hasSize(ChildrenStage.SOME - 2 * PORTION);
    assertThat(stage.now(deleted).codes().first()).isEqualTo(2 * PORTION);
  }

  @Test
  void twoReplicasAtOnceDoNoHarm() {
    Workshop.await(
        Uni.join()
            .all(
                releaseCodes(stage.aliasCodes).releaseUntil(deleted, LATER),
                releaseCodes(stage.aliasCodes).releaseUntil(deleted, LATER))
            .andFailFast());
    Workshop.await(releaseCodes(stage.aliasCodes).releaseUntil(stage.now(deleted), LATER));

    assertThat(codes()).isEmpty();
    assertThat(stage.now(deleted).codes()).isEqualTo(ChildCodes.NONE);
  }

  private ReleaseCodes releaseCodes(AliasCodeRepository aliasCodes) {
    return new ReleaseCodes(stage.packages, aliasCodes, clock, PORTION);
  }

  private AliasCodeRepository dyingAt(int place) {
    return new AliasCodeRepository(stage.mint) {
      @Override
      public Uni<Void> removeBefore(String packageId, int ordinal) {
        Uni<Void> removed = super.removeBefore(packageId, ordinal);
        return ordinal == place ? removed.chain(ChildrenStage::crash) : removed;
      }
    };
  }

  private AliasCodeRepository takingTime() {
    return new AliasCodeRepository(stage.mint) {
      @Override
      public Uni<Void> removeBefore(String packageId, int ordinal) {
        return super.removeBefore(packageId, ordinal)
            .invoke(() -> clock.advance(Duration.ofSeconds(30)));
      }
    };
  }

  private List<IssuedCode> codes() {
    return stage.codesOf(deleted.id());
  }
}
