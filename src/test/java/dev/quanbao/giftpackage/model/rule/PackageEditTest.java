package dev.quanbao.giftpackage.model.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.giftpackage.Designs;
import dev.quanbao.giftpackage.model.CodePlan;
import dev.quanbao.giftpackage.model.CodePlan.Source;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.Design;
import dev.quanbao.giftpackage.model.ReceiveRule;
import dev.quanbao.giftpackage.model.TicketTemplate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PackageEditTest {

  private static final Instant LATER = Instant.parse("2026-02-28T23:59:59Z");

  private final Design old = Designs.shared();

  @Test
  void whatIsNullStaysAsItIs() {
    Design edited = edit(null, null, null, null).applyTo(old);

    assertThat(edited).isEqualTo(old);
  }

  @Test
  void whatIsGivenChangesAndTheRuleIsMerged() {
    Design edited = edit("other", LATER, 20, null).applyTo(old);

    assertThat(edited.name()).isEqualTo("other");
    assertThat(edited.rule())
        .isEqualTo(new ReceiveRule(old.rule().start(), LATER, 20, 2, List.of()));
    assertThat(PackageEdit.changedProperties(old, edited))
        .containsExactly(
            PackageProperty.NAME, PackageProperty.RECEIVE_END, PackageProperty.TOTAL_LIMIT);
  }

  @Test
  void ticketsAreReplacedAsAWhole() {
    List<TicketTemplate> others = List.of(Designs.ticket("b", LATER), Designs.ticket("c", null));

    Design edited = edit(null, null, null, others).applyTo(old);

    assertThat(edited.tickets()).isEqualTo(others);
    assertThat(PackageEdit.changedProperties(old, edited)).containsExactly(PackageProperty.TICKETS);
  }

  @Test
  void whatIsSentBackAsItWasReadChangesNothing() {
    // A request doesn't carry ticket codes: they come without.
    List<TicketTemplate> read = old.tickets().stream().map(t -> t.withCode("")).toList();
    var sentBack =
        new PackageEdit(
            old.name(),
            old.alias(),
            old.channels(),
            old.url(),
            old.remark(),
            old.stackable(),
            old.codes().type(),
            null,
            null,
            null,
            old.codes().shared(),
            null,
            old.rule().start(),
            old.rule().end(),
            old.rule().totalLimit(),
            old.rule().personalLimit(),
            old.rule().channels(),
            read);

    Design edited = sentBack.applyTo(old);

    assertThat(edited).isEqualTo(old);
    assertThat(PackageEdit.changedProperties(old, edited)).isEmpty();
  }

  @Test
  void everyFieldThatDiffersIsNamed() {
    Design other =
        new Design(
            "b",
            "b",
            new CodePlan(CodeType.UNIQUE, Source.GIVEN, "B", 20, null),
            List.of("b"),
            "b",
            "b",
            true,
            new ReceiveRule(Instant.EPOCH, LATER, 20, 3, List.of("b")),
            List.of(Designs.ticket("b", null)));

    List<PackageProperty> changed = PackageEdit.changedProperties(old, other);

    assertThat(changed)
        .containsExactly(
            PackageProperty.NAME,
            PackageProperty.ALIAS,
            PackageProperty.CODE_TYPE,
            PackageProperty.CODE_SOURCE,
            PackageProperty.CODE_PREFIX,
            PackageProperty.CODE_LENGTH,
            PackageProperty.SHARED_CODE,
            PackageProperty.CHANNELS,
            PackageProperty.URL,
            PackageProperty.REMARK,
            PackageProperty.STACKABLE,
            PackageProperty.RECEIVE_START,
            PackageProperty.RECEIVE_END,
            PackageProperty.TOTAL_LIMIT,
            PackageProperty.PERSONAL_LIMIT,
            PackageProperty.CLAIM_CHANNELS,
            PackageProperty.TICKETS);
  }

  @Test
  void givenChildCodesImplyTheirSource() {
    Design unique = Designs.with(generated(CodeType.UNIQUE), old.tickets());

    Design edited = codes(null, null, List.of("CODE-1")).applyTo(unique);

    assertThat(edited.codes().source()).isEqualTo(Source.GIVEN);
  }

  @Test
  void aPackageWhoseCopiesGetCodesOfTheirOwnHasNoSharedCodeAnyMore() {
    Design edited = codes(CodeType.UNIQUE, null, null).applyTo(old);

    assertThat(edited.codes()).isEqualTo(generated(CodeType.UNIQUE));
  }

  @Test
  void codesAreGeneratedForAnotherTypeUnlessTheyAreGiven() {
    var given = new CodePlan(CodeType.SHARED, Source.GIVEN, "", 12, "ABCD");
    Design withGivenCode = Designs.with(given, old.tickets());

    Design edited = codes(CodeType.UNIQUE, null, null).applyTo(withGivenCode);

    assertThat(edited.codes()).isEqualTo(generated(CodeType.UNIQUE));
  }

  private static CodePlan generated(CodeType type) {
    return new CodePlan(type, Source.GENERATED, "", 12, null);
  }

  private static PackageEdit edit(
      @Nullable String name,
      @Nullable Instant receiveEnd,
      @Nullable Integer totalLimit,
      @Nullable List<TicketTemplate> tickets) {
    return new PackageEdit(
        name,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        receiveEnd,
        totalLimit,
        null,
        null,
        tickets);
  }

  private static PackageEdit codes(
      @Nullable CodeType type, @Nullable String shared, @Nullable List<String> given) {
    return new PackageEdit(
        null, null, null, null, null, null, type, null, null, null, shared, given, null, null, null,
        null, null, null);
  }
}
