package dev.quanbao.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.audit.model.FiledEntry;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditTrailRepositoryTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject AuditTrailRepository trail;

  private final String subject = "test-" + UUID.randomUUID();

  @Test
  void entriesStandInTheirOrderWithoutGaps() {
    List<AuditEntry> entries = entries(5);

    file(entries.subList(0, 2));
    file(entries.subList(2, 5));

    assertThat(filed()).extracting(FiledEntry::entry).isEqualTo(entries);
    assertThat(filed()).extracting(FiledEntry::seq).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void anEntryThatIsFiledTwiceStandsThereOnce() {
    List<AuditEntry> entries = entries(3);
    file(entries);

    file(entries);

    assertThat(filed()).extracting(FiledEntry::entry).isEqualTo(entries);
  }

  @Test
  void whatAnInterruptedFilingLeftIsFiledAfterwards() {
    List<AuditEntry> entries = entries(3);
    file(entries.subList(0, 1));

    file(entries);

    assertThat(filed()).extracting(FiledEntry::entry).isEqualTo(entries);
  }

  @Test
  void manyWhoFileTheSameEntriesAtOnceFileThemOnce() {
    List<AuditEntry> entries = entries(6);

    fileAtOnce(IntStream.range(0, 8).mapToObj(filer -> entries).toList());

    assertThat(filed()).extracting(FiledEntry::entry).isEqualTo(entries);
    assertThat(places()).isEqualTo(LongStream.rangeClosed(1, 6).boxed().toList());
  }

  @Test
  void manyWhoFileDifferentEntriesAtOnceLeaveNoGap() {
    List<List<AuditEntry>> all = IntStream.range(0, 4).mapToObj(filer -> entries(3)).toList();

    fileAtOnce(all);

    assertThat(filed())
        .extracting(FiledEntry::entry)
        .containsExactlyInAnyOrderElementsOf(all.stream().flatMap(List::stream).toList());
    assertThat(places()).isEqualTo(LongStream.rangeClosed(1, 12).boxed().toList());
  }

  @Test
  void theSameEntryIsFiledForEachOfItsSubjects() {
    List<AuditEntry> entries = entries(1);
    file(entries);

    trail.file(subject + "-other", entries).await().atMost(PATIENCE);

    long filed =
        trail
            .mongoCollection()
            .countDocuments(Filters.eq("entry._id", entries.getFirst().id()))
            .await()
            .atMost(PATIENCE);
    assertThat(filed).isEqualTo(2);
  }

  @Test
  void ofManySubjectsTheFirstEntryIsFiledEachTime() {
    List<AuditEntry> entries = entries(2);
    Map<String, List<AuditEntry>> many = Map.of(subject, entries, subject + "-other", entries);

    Set<String> first = fileFirst(many);
    List<FiledEntry> afterFirst = filed();
    Set<String> second = fileFirst(many);
    Set<String> third = fileFirst(many);

    assertThat(first).hasSize(2);
    assertThat(afterFirst).extracting(FiledEntry::entry).containsExactly(entries.getFirst());
    assertThat(second).hasSize(4);
    assertThat(third).isEqualTo(second);
    assertThat(filed()).extracting(FiledEntry::entry).isEqualTo(entries);
  }

  @Test
  void manyWhoFileManySubjectsAtOnceLeaveNoGapAndTellWhatIsFiled() {
    List<AuditEntry> own = entries(6);
    List<Uni<Set<String>>> filings =
        own.stream().map(entry -> trail.fileFirst(Map.of(subject, List.of(entry)))).toList();

    List<Set<String>> told = Uni.join().all(filings).andFailFast().await().atMost(PATIENCE);

    Set<String> filed = filed().stream().map(FiledEntry::id).collect(Collectors.toSet());
    assertThat(told.stream().flatMap(Set::stream).collect(Collectors.toSet())).isEqualTo(filed);
    assertThat(places()).isEqualTo(LongStream.rangeClosed(1, filed.size()).boxed().toList());
  }

  private Set<String> fileFirst(Map<String, List<AuditEntry>> many) {
    return trail.fileFirst(many).await().atMost(PATIENCE);
  }

  private void file(List<AuditEntry> entries) {
    trail.file(subject, entries).await().atMost(PATIENCE);
  }

  private void fileAtOnce(List<List<AuditEntry>> all) {
    List<Uni<Void>> filings = all.stream().map(entries -> trail.file(subject, entries)).toList();
    Uni.join().all(filings).andFailFast().await().atMost(PATIENCE);
  }

  private List<Long> places() {
    return filed().stream().map(FiledEntry::seq).toList();
  }

  private List<FiledEntry> filed() {
    return trail
        .mongoCollection()
        .find(Filters.eq("subjectId", subject), new FindOptions().sort(Sorts.ascending("seq")))
        .collect()
        .asList()
        .await()
        .atMost(PATIENCE);
  }

  private static List<AuditEntry> entries(int count) {
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    return IntStream.range(0, count)
        .mapToObj(i -> AuditEntry.of(at.plusSeconds(i), "op", "move", null, "TO", null, "r"))
        .toList();
  }
}
