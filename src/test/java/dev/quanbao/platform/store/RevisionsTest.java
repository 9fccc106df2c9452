package dev.quanbao.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.platform.error.RequestRefusedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevisionsTest {

  private Note stored = Note.of("1", "");
  private int reads;
  private int othersToCome;

  private Uni<Note> read() {
    reads++;
    return Uni.createFrom().item(stored);
  }

  /** Writes a text under the revision that was read; others may come first. */
  private Uni<@Nullable Note> write(Note found, String text) {
    if (othersToCome > 0) {
      othersToCome--;
      stored = with("other", stored.revision() + 1);
    }
    if (stored.revision() != found.revision()) {
      return Uni.createFrom().nullItem();
    }
    stored = with(text, found.revision() + 1);
    return Uni.createFrom().item(stored);
  }

  private static Note with(String text, long revision) {
    return new Note("1", "1", text, revision, Lease.FREE);
  }

  @Test
  void writesWhatTheRuleSays() {
    var changed = change(found -> found.text() + "mine");

    changed.assertItem(with("mine", 1));
  }

  @Test
  void asksTheRuleAgainAboutWhatAnotherHasWritten() {
    othersToCome = 2;

    var changed = change(found -> found.text() + " and mine");

    changed.assertItem(with("other and mine", 3));
    assertThat(reads).isEqualTo(3);
  }

  @Test
  void writesNothingWhereTheRuleFindsNothingToChange() {
    var changed = change(found -> null);

    changed.assertItem(Note.of("1", ""));
    assertThat(stored.revision()).isZero();
  }

  @Test
  void changesAtTheLastAttempt() {
    othersToCome = Revisions.ATTEMPTS - 1;

    var changed = change(found -> "mine");

    changed.assertItem(with("mine", Revisions.ATTEMPTS));
  }

  @Test
  void givesUpWhereOthersAreAlwaysFirst() {
    othersToCome = Integer.MAX_VALUE;

    var changed = change(found -> "mine");

    changed.assertFailedWith(RequestRefusedException.class, "CONTENTION");
    assertThat(reads).isEqualTo(Revisions.ATTEMPTS);
  }

  @Test
  void aRuleThatRefusesIsAskedOnce() {
    var changed =
        change(found -> {
          throw new IllegalArgumentException("refused");
        });

    changed.assertFailedWith(IllegalArgumentException.class, "refused");
    assertThat(reads).isEqualTo(1);
  }

  private UniAssertSubscriber<Note> change(Function<Note, @Nullable String> rule) {
    return Revisions.change(this::read, rule, this::write)
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create());
  }
}
