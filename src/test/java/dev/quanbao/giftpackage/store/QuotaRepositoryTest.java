package dev.quanbao.giftpackage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.claim.engine.ClaimStage;
import dev.quanbao.claim.engine.SamplePackages;
import dev.quanbao.claim.model.ClaimRules;
import dev.quanbao.directory.model.Company;
import dev.quanbao.giftpackage.model.ClaimTally;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.Quota;
import dev.quanbao.giftpackage.model.Quota.Fence;
import dev.quanbao.giftpackage.model.Quota.Take;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.model.UseRule;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class QuotaRepositoryTest {

  private static final Instant EARLY_END = Instant.parse("2030-06-10T15:59:59Z");
  private static final Company NOBODY =
      new Company(SamplePackages.COMPANY, "", List.of(), List.of(), List.of(), List.of());

  @Inject ClaimStage stage;

  @ParameterizedTest
  @MethodSource("packagesAndMoments")
  void theWriteDecidesAsTheRulesExplain(GiftPackage sample, Instant now) {
    GiftPackage wanted = stage.publish(sample);

    boolean taken = take(wanted, now, "a");

    assertThat(taken).isEqualTo(ClaimRules.objection(wanted, NOBODY, null, now).isEmpty());
    assertThat(quotaOf(wanted).left()).isEqualTo(wanted.quota().left() - (taken ? 1 : 0));
  }

  static Stream<Arguments> packagesAndMoments() {
    return Stream.of(
            SamplePackages.START.minusMillis(1),
            SamplePackages.START,
            SamplePackages.NOW,
            EARLY_END.plusMillis(999),
            EARLY_END.plusMillis(1000),
            SamplePackages.END.plusMillis(999),
            SamplePackages.END.plusMillis(1000))
        .flatMap(now -> samples().map(sample -> Arguments.of(sample, now)));
  }

  private static Stream<GiftPackage> samples() {
    GiftPackage early =
        SamplePackages.tickets(
            SamplePackages.shared(3, 1),
            SamplePackages.ticket(
                "甲", 1, new UseRule(null, EARLY_END, List.of(), null, null, null)));
    return Stream.concat(
        Stream.of(SendStatus.values())
            .map(status -> SamplePackages.in(SamplePackages.shared(3, 1), status)),
        Stream.of(
            early,
            SamplePackages.setExpired(SamplePackages.shared(3, 1)),
            SamplePackages.left(SamplePackages.shared(3, 1), 1),
            SamplePackages.left(SamplePackages.shared(3, 1), 0)));
  }

  @Test
  void severalClaimsTakeACopyEachOrNone() {
    GiftPackage wanted = stage.publish(SamplePackages.shared(3, 1));

    boolean four = take(wanted, SamplePackages.NOW, "a", "b", "c", "d");
    boolean three = take(wanted, SamplePackages.NOW, "a", "b", "c");

    assertThat(four).isFalse();
    assertThat(three).isTrue();
    assertThat(quotaOf(wanted).claimed()).isEqualTo(3);
    assertThat(quotaOf(wanted).notes())
        .extracting(Quota.ClaimMark::claimId)
        .containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void whatIsTakenIsCountedByDayAndChannel() {
    GiftPackage wanted = stage.publish(SamplePackages.shared(5, 1));
    var quota = new QuotaRepository(stage.packages, stage.calendar);
    Instant lastOfDay = Instant.parse("2030-06-15T15:59:59.999Z");
    List<Take> batch =
        List.of(
            new Take("a", lastOfDay, "七.煌$", false),
            new Take("b", lastOfDay.plusMillis(1), "七.煌$", false),
            new Take("c", lastOfDay.plusMillis(1), null, false));

    ClaimStage.await(quota.take(wanted.id(), batch, lastOfDay));
    ClaimStage.await(quota.take(wanted.id(), batch.subList(0, 1), lastOfDay));

    ClaimTally tally = ClaimStage.await(stage.tallies.read(wanted.id()));
    assertThat(tally.days())
        .isEqualTo(Map.of(LocalDate.parse("2030-06-15"), 2, LocalDate.parse("2030-06-16"), 2));
    assertThat(tally.channels()).isEqualTo(Map.of("七.煌$", 3, ClaimTally.NO_CHANNEL, 1));
  }

  @Test
  void whatIsNotTakenIsNotCounted() {
    GiftPackage wanted = stage.publish(SamplePackages.shared(2, 1));

    take(wanted, SamplePackages.NOW, "a", "b", "c");

    assertThat(ClaimStage.await(stage.tallies.read(wanted.id())).claims()).isZero();
  }

  @Test
  void aClaimThatWasGivenUpNeverCounts() {
    GiftPackage wanted = stage.publish(SamplePackages.shared(3, 1));

    boolean fenced = ClaimStage.await(fence(wanted, SamplePackages.NOW, "a"));

    assertThat(fenced).isTrue();
    assertThat(take(wanted, SamplePackages.NOW, "b", "a")).isFalse();
    assertThat(take(wanted, SamplePackages.NOW, "b")).isTrue();
  }

  @Test
  void aClaimThatCountsIsNotGivenUpNorAreThoseBesideIt() {
    GiftPackage wanted = stage.publish(SamplePackages.shared(3, 1));
    take(wanted, SamplePackages.NOW, "a");

    boolean fenced = ClaimStage.await(fence(wanted, SamplePackages.NOW, "b", "a"));

    assertThat(fenced).isFalse();
    assertThat(quotaOf(wanted).fences()).isEmpty();
  }

  @Test
  void onlyOldFencesAreDropped() {
    GiftPackage wanted = stage.publish(SamplePackages.shared(3, 1));
    var quota = new QuotaRepository(stage.packages, stage.calendar);
    ClaimStage.await(fence(wanted, SamplePackages.NOW, "old"));
    ClaimStage.await(fence(wanted, SamplePackages.NOW.plusSeconds(1), "new"));

    ClaimStage.await(quota.dropFences(wanted.id(), SamplePackages.NOW.plusSeconds(1)));

    assertThat(quotaOf(wanted).fences()).extracting(Quota.Fence::claimId).containsExactly("new");
  }

  @Test
  void whatIsSetAsideIsCountedOnceItIsClaimed() {
    GiftPackage wanted = stage.publish(SamplePackages.shared(3, 1));
    var quota = new QuotaRepository(stage.packages, stage.calendar);
    var earmark = new Take(" a", SamplePackages.NOW, null, true);
    ClaimStage.await(quota.take(wanted.id(), List.of(earmark), SamplePackages.NOW));
    int talliedBefore = ClaimStage.await(stage.tallies.read(wanted.id())).claims();
    Quota before = quotaOf(wanted);
    var claim = new Take("b", SamplePackages.NOW, null, false);

    boolean counts = ClaimStage.await(quota.transfer(wanted.id(), claim, true, SamplePackages.NOW));

    assertThat(counts).isTrue();
    assertThat(List.of(before.left(), before.claimed(), before.setAside()))
        .containsExactly(2, 0, 1);
    assertThat(talliedBefore).isZero();
    Quota after = quotaOf(wanted);
    assertThat(List.of(after.left(), after.claimed(), after.setAside())).containsExactly(2, 1, 0);
    assertThat(ClaimStage.await(stage.tallies.read(wanted.id())).claims()).isOne();
  }

  @Test
  void copiesAreReleasedOnlyByAnAttemptThatWasNotGivenUp() {
    GiftPackage wanted = stage.publish(SamplePackages.shared(3, 1));
    var quota = new QuotaRepository(stage.packages, stage.calendar);
    var earmark = new Take(" a", SamplePackages.NOW, null, true);
    ClaimStage.await(quota.take(wanted.id(), List.of(earmark), SamplePackages.NOW));
    ClaimStage.await(fence(wanted, SamplePackages.NOW, "given up"));

    boolean dead = ClaimStage.await(quota.release(wanted.id(), "given up", 1, SamplePackages.NOW));
    boolean alive = ClaimStage.await(quota.release(wanted.id(), "alive", 1, SamplePackages.NOW));

    assertThat(dead).isFalse();
    assertThat(alive).isTrue();
    assertThat(quotaOf(wanted).left()).isEqualTo(3);
    assertThat(quotaOf(wanted).setAside()).isZero();
  }

  private Uni<Boolean> fence(GiftPackage wanted, Instant now, String... claimIds) {
    List<Fence> fences = Stream.of(claimIds).map(id -> new Fence(id, now, null)).toList();
    return new QuotaRepository(stage.packages, stage.calendar).fence(wanted.id(), fences);
  }

  private boolean take(GiftPackage wanted, Instant now, String... claimIds) {
    var quota = new QuotaRepository(stage.packages, stage.calendar);
    List<Take> takes = Stream.of(claimIds).map(id -> new Take(id, now, "七煌", false)).toList();
    return ClaimStage.await(quota.take(wanted.id(), takes, now));
  }

  private Quota quotaOf(GiftPackage wanted) {
    return ClaimStage.await(stage.packages.findById(wanted.id())).quota();
  }
}
