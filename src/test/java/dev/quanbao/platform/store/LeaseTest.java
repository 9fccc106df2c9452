package dev.quanbao.platform.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static dev.quanbao.platform.store.Notes.LEASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LeaseTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final Instant END = NOW.plusSeconds(10);

  @Inject Notes notes;

  private final String id = "lease/" + UUID.randomUUID();
  private final Lease first = Lease.until(END);
  private final Lease second = Lease.until(END);

  @BeforeEach
  void aNoteThatMayBeTaken() {
    done(notes.persist(Note.of(id, "leased")));
  }

  @Test
  void aFreeOneIsTaken() {
    boolean taken = write(LEASE.mayTake(Lease.FREE, NOW), LEASE.set(first));

    assertThat(taken).isTrue();
    assertThat(lease()).isEqualTo(first);
  }

  @Test
  void ofTwoThatSawItFreeOneTakesIt() {
    write(LEASE.mayTake(Lease.FREE, NOW), LEASE.set(first));

    boolean taken = write(LEASE.mayTake(Lease.FREE, END), LEASE.set(second));

    assertThat(taken).isFalse();
  }

  @Test
  void isNotTakenBeforeItIsOver() {
    write(LEASE.mayTake(Lease.FREE, NOW), LEASE.set(first));

    boolean taken = write(LEASE.mayTake(first, END.minusMillis(1)), LEASE.set(second));

    assertThat(taken).isFalse();
  }

  @Test
  void isTakenOnceItIsOver() {
    write(LEASE.mayTake(Lease.FREE, NOW), LEASE.set(first));

    boolean taken = write(LEASE.mayTake(first, END), LEASE.set(second));

    assertThat(taken).isTrue();
  }

  @Test
  void itsHolderWrites() {
    write(LEASE.mayTake(Lease.FREE, NOW), LEASE.set(first));

    boolean written = write(LEASE.isHeld(first), LEASE.endAt(END.plusSeconds(10)));

    assertThat(written).isTrue();
    assertThat(lease()).isEqualTo(new Lease(first.holder(), END.plusSeconds(10)));
  }

  @Test
  void itsHolderWritesNoMoreOnceAnotherHasTakenIt() {
    write(LEASE.mayTake(Lease.FREE, NOW), LEASE.set(first));
    write(LEASE.mayTake(first, END), LEASE.set(second));

    boolean written = write(LEASE.isHeld(first), LEASE.endAt(END.plusSeconds(10)));

    assertThat(written).isFalse();
    assertThat(lease()).isEqualTo(second);
  }

  @Test
  void oneThatWasEndedIsTakenAtOnce() {
    write(LEASE.mayTake(Lease.FREE, NOW), LEASE.set(first));
    write(LEASE.isHeld(first), LEASE.endAt(NOW));

    boolean taken = write(LEASE.mayTake(first, NOW), LEASE.set(second));

    assertThat(taken).isTrue();
  }

  @Test
  void leavesTimeForWhatIsOverByItsEnd() {
    boolean leaves = first.leavesTimeFor(Duration.ofSeconds(10), NOW);

    assertThat(leaves).isTrue();
    assertThat(first.leavesTimeFor(Duration.ofSeconds(10), NOW.plusMillis(1))).isFalse();
  }

  private boolean write(Bson condition, Bson update) {
    return done(notes.mongoCollection().updateOne(and(eq(id), condition), update)).getMatchedCount()
        == 1;
  }

  private Lease lease() {
    return done(notes.findById(id)).lease();
  }

  private static <T> T done(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }
}
