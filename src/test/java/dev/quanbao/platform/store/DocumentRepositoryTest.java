package dev.quanbao.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DocumentRepositoryTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject Notes notes;

  private final String id = "note/" + UUID.randomUUID();

  @Test
  void theStartHasMadeTheDeclaredIndexes() {
    List<Document> made = done(notes.mongoCollection().listIndexes().collect().asList());

    assertThat(made)
        .extracting(index -> index.get("key", Document.class).keySet())
        .map(List::copyOf)
        .contains(List.of("subject"), List.of("text", "lease.until"));
    assertThat(made)
        .filteredOn(index -> index.getBoolean("unique", false))
        .extracting(index -> index.get("name"))
        .containsExactly("subject_1");
  }

  @Test
  void insertsWhatIsAbsent() {
    boolean inserted = done(notes.insertIfAbsent(Note.of(id, "first")));

    assertThat(inserted).isTrue();
    assertThat(done(notes.findById(id)).text()).isEqualTo("first");
  }

  @Test
  void leavesWhatIsPresentAsItIs() {
    done(notes.persist(Note.of(id, "first")));

    boolean inserted = done(notes.insertIfAbsent(Note.of(id, "second")));

    assertThat(inserted).isFalse();
    assertThat(done(notes.findById(id)).text()).isEqualTo("first");
  }

  @Test
  void givesWhatItInserted() {
    Note note = done(notes.insertOrFind(Note.of(id, "first"), () -> notes.findById(id)));

    assertThat(note.text()).isEqualTo("first");
  }

  @Test
  void findsWhatIsPresent() {
    done(notes.persist(Note.of(id, "first")));

    Note note = done(notes.insertOrFind(Note.of(id, "second"), () -> notes.findById(id)));

    assertThat(note.text()).isEqualTo("first");
  }

  private static <T> T done(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }
}
