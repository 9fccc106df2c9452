package dev.quanbao.giftpackage.model.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.giftpackage.Designs;
import dev.quanbao.giftpackage.model.ChildCodes;
import dev.quanbao.giftpackage.model.CodePlan;
import dev.quanbao.giftpackage.model.CodePlan.Source;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.Design;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.Quota;
import dev.quanbao.giftpackage.model.ReceiveRule;
import dev.quanbao.giftpackage.model.ReviewState;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.model.UseStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EditRulesTest {

  private static final List<PackageProperty> ALL = Arrays.asList(PackageProperty.values());

  @ParameterizedTest
  @EnumSource
  void aPackageIsEditableUntilItIsClosedUnlessItIsInReview(SendStatus status) {
    boolean isEditable = EditRules.isEditable(status);

    assertThat(isEditable)
        .isEqualTo(
            EnumSet.of(
                    SendStatus.PENDING_REVIEW,
                    SendStatus.REJECTED,
                    SendStatus.READY,
                    SendStatus.PUBLISHED)
                .contains(status));
  }

  @ParameterizedTest
  @EnumSource(names = {"PENDING_REVIEW", "REJECTED"})
  void beforeItIsApprovedEverythingMayChange(SendStatus status) {
    List<PackageProperty> forbidden =
        EditRules.findForbidden(packageIn(status, Designs.SHARED, 0), Designs.shared(), ALL);

    assertThat(forbidden).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"READY", "PUBLISHED"})
  void afterwardsNothingMayThatAHolderReliesOn(SendStatus status) {
    List<PackageProperty> forbidden =
        EditRules.findForbidden(packageIn(status, Designs.SHARED, 0), Designs.shared(), ALL);

    assertThat(forbidden)
        .containsExactlyElementsOf(
            EnumSet.complementOf(
                EnumSet.of(PackageProperty.ALIAS, PackageProperty.URL, PackageProperty.REMARK)));
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, true", "0, 1, true", "1, 0, false"})
  void theWindowAndTheLimitMayOnlyGrow(int laterSeconds, int moreCopies, boolean endIsForbidden) {
    Design to = changed(Designs.SHARED, Designs.END.plusSeconds(laterSeconds), 10 + moreCopies);

    List<PackageProperty> forbidden =
        EditRules.findForbidden(
            packageIn(SendStatus.PUBLISHED, Designs.SHARED, 0),
            to,
            List.of(PackageProperty.RECEIVE_END, PackageProperty.TOTAL_LIMIT));

    assertThat(forbidden.contains(PackageProperty.RECEIVE_END)).isEqualTo(endIsForbidden);
    assertThat(forbidden.contains(PackageProperty.TOTAL_LIMIT)).isEqualTo(moreCopies == 0);
  }

  @ParameterizedTest
  @CsvSource({
    "PUBLISHED, GIVEN, 10, true",
    "PUBLISHED, GIVEN, 11, false",
    "PUBLISHED, GENERATED, 10, false",
    "READY, GIVEN, 10, false"
  })
  void aPublishedPackageMayGrowOnlyAsFarAsItHasGivenCodes(
      SendStatus status, Source source, int made, boolean isForbidden) {
    var plan = new CodePlan(CodeType.UNIQUE, source, "", 12, null);

    List<PackageProperty> forbidden =
        EditRules.findForbidden(
            packageIn(status, plan, made),
            changed(plan, Designs.END, 11),
            List.of(PackageProperty.TOTAL_LIMIT));

    assertThat(forbidden.isEmpty()).isEqualTo(!isForbidden);
  }

  @Test
  void whatAnEditLeavesAloneIsNotForbidden() {
    List<PackageProperty> forbidden =
        EditRules.findForbidden(
            packageIn(SendStatus.PUBLISHED, Designs.SHARED, 0), Designs.shared(), List.of());

    assertThat(forbidden).isEmpty();
  }

  private static Design changed(CodePlan codes, Instant end, int totalLimit) {
    Design old = Designs.with(codes, Designs.shared().tickets());
    return Designs.withRule(
        old, new ReceiveRule(old.rule().start(), end, totalLimit, 2, List.of()));
  }

  private static GiftPackage packageIn(SendStatus status, CodePlan codes, int made) {
    Design design = Designs.with(codes, Designs.shared().tickets());
    return new GiftPackage(
        "id",
        "company",
        "0000000000",
        design,
        design.lastUseEnd(),
        new ReviewState(status, UseStatus.NORMAL, null, null, null),
        Quota.of(design.rule().totalLimit()),
        ChildCodes.of(0, made, made),
        "creator",
        Designs.START,
        Designs.START,
        0,
        null,
        null,
        List.of());
  }
}
