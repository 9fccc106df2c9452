package dev.quanbao.platform.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequentiallyTest {

  private final List<String> begun = new ArrayList<>();
  private final List<UniEmitter<? super String>> running = new ArrayList<>();

  /** A step that ends when its emitter says so. */
  private Uni<String> step(String name) {
    return Uni.createFrom()
        .emitter(emitter -> {
          begun.add(name);
          running.add(emitter);
        });
  }

  @Test
  void aStepBeginsOnceTheOneBeforeItHasEnded() {
    var all = subscribed(Sequentially.each(List.of("a", "b", "c"), this::step));

    running.getFirst().complete("done");

    all.assertNotTerminated();
    assertThat(begun).containsExactly("a", "b");
  }

  @Test
  void endsWithItsLastStep() {
    var all = subscribed(Sequentially.each(List.of("a", "b"), this::step));
    running.getFirst().complete("done");

    running.getLast().complete(null);

    all.assertCompleted();
  }

  @Test
  void nothingFollowsAFailedStep() {
    var all = subscribed(Sequentially.each(List.of("a", "b"), this::step));

    running.getFirst().fail(new IllegalStateException("of a"));

    all.assertFailedWith(IllegalStateException.class, "of a");
    assertThat(begun).containsExactly("a");
  }

  @Test
  void aStreamIsAskedForOneElementAtATime() {
    var taken = new ArrayList<String>();

    subscribed(
        Sequentially.each(Multi.createFrom().items("a", "b", "c").invoke(taken::add), this::step));

    assertThat(taken).containsExactly("a");
  }

  @Test
  void noElementsAreDoneAtOnce() {
    var all = subscribed(Sequentially.each(List.<String>of(), this::step));

    all.assertCompleted();
  }

  @Test
  void veryManyStepsThatEndAtOnceNeedNoDeepStack() {
    List<Integer> many = IntStream.range(0, 100_000).boxed().toList();

    var all =
        subscribed(
            Sequentially.each(
                many, number -> Uni.createFrom().item(number).invoke(n -> begun.add("" + n))));

    all.assertCompleted();
    assertThat(begun).hasSize(100_000);
  }

  @Test
  void repeatsAStepForAsLongAsItGivesTrue() {
    var all =
        subscribed(
            Sequentially.whileTrue(() -> {
              begun.add("again");
              return Uni.createFrom().item(begun.size() < 100_000);
            }));

    all.assertCompleted();
    assertThat(begun).hasSize(100_000);
  }

  private static UniAssertSubscriber<Void> subscribed(Uni<Void> all) {
    return all.subscribe().withSubscriber(UniAssertSubscriber.create());
  }
}
