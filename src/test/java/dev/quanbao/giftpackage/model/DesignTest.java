package dev.quanbao.giftpackage.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.giftpackage.Designs;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DesignTest {

  @Test
  void thePackageIsOfUseAsLongAsItsLastTicket() {
    Design design =
        Designs.with(
            Designs.SHARED,
            List.of(
                Designs.ticket("a", Designs.END),
                Designs.ticket("b", Designs.USE_END),
                Designs.ticket("c", Designs.START)));

    Instant end = design.lastUseEnd();

    assertThat(end).isEqualTo(Designs.USE_END);
  }

  @Test
  void aTicketThatEndsByDaysAloneKeepsThePackageOfUseForEver() {
    Design design =
        Designs.with(
            Designs.SHARED, List.of(Designs.ticket("a", Designs.END), Designs.ticket("b", null)));

    Instant end = design.lastUseEnd();

    assertThat(end).isEqualTo(Design.NEVER);
  }

  @Test
  void aClaimIsHeldAgainstTheRulesChannelsIfItHasAny() {
    ReceiveRule rule = Designs.shared().rule();
    var ownChannels = new ReceiveRule(rule.start(), rule.end(), 1, 1, List.of("rule's"));

    List<String> withOwn = withRule(ownChannels).claimChannels();
    List<String> without = withRule(rule).claimChannels();

    assertThat(withOwn).containsExactly("rule's");
    assertThat(without).containsExactly("channel");
  }

  private static Design withRule(ReceiveRule rule) {
    return Designs.withRule(Designs.shared(), rule);
  }
}
