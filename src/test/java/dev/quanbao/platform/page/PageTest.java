package dev.quanbao.platform.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A page keeps its total whatever becomes of its items. */
class PageTest {

  @Test
  void keepsTheTotalInAnotherForm() {
    var page = new Page<>(List.of(1, 2), 7);

    Page<String> shown = page.map(item -> "no. " + item);

    assertThat(shown).isEqualTo(new Page<>(List.of("no. 1", "no. 2"), 7));
  }

  @Test
  void combinesItemsAndTotal() {
    Uni<List<String>> items = Uni.createFrom().item(List.of("a"));
    Uni<Long> total = Uni.createFrom().item(3L);

    Page<String> page = Page.combine(items, total).await().indefinitely();

    assertThat(page).isEqualTo(new Page<>(List.of("a"), 3));
  }

  @Test
  void doesNotChangeWithTheListItWasMadeOf() {
    var items = new ArrayList<>(List.of("a"));
    var page = new Page<>(items, 1);

    items.clear();

    assertThat(page.items()).containsExactly("a");
  }
}
