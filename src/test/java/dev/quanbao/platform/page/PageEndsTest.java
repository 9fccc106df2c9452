package dev.quanbao.platform.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a page begins is known from the page before it, and from no other. */
class PageEndsTest {

  private static final PageRequest FIRST = new PageRequest(1, 2);
  private static final PageRequest SECOND = new PageRequest(2, 2);

  private final PageEnds<String, Integer> ends = new PageEnds<>();

  @Test
  void tellsWhereThePageBeforeEnded() {
    ends.remember("list", FIRST, List.of("a", "bb"), String::length);

    assertThat(ends.findEndBefore("list", SECOND)).contains(2);
  }

  @Test
  void knowsNothingOfOtherPagesSizesAndLists() {
    ends.remember("list", FIRST, List.of("a", "bb"), String::length);

    assertThat(ends.findEndBefore("list", FIRST)).isEmpty();
    assertThat(ends.findEndBefore("list", SECOND.next())).isEmpty();
    assertThat(ends.findEndBefore("list", new PageRequest(2, 1))).isEmpty();
    assertThat(ends.findEndBefore("other", SECOND)).isEmpty();
  }

  @Test
  void forgetsAPageThatIsNotFull() {
    ends.remember("list", FIRST, List.of("a"), String::length);

    assertThat(ends.findEndBefore("list", SECOND)).isEmpty();
  }

  @Test
  void countsWhatComesBeforeAPage() {
    assertThat(new PageRequest(1, 10_000).offset()).isZero();
    assertThat(new PageRequest(100_000_000, 10_000).offset()).isEqualTo(999_999_990_000L);
  }
}
