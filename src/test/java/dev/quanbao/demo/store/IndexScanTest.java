package dev.quanbao.demo.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many documents are looked at to answer, of a thousand. */
class IndexScanTest {

  private static final int ALL = 1000;

  @TempDir private Path dataDir;

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private CommittingBackend backend;

  @BeforeEach
  void insertTickets() {
    backend = new CommittingBackend(StoreFile.open(dataDir));
    List<Document> tickets =
        IntStream.range(0, ALL)
            .mapToObj(n ->
                new Document("_id", n)
                    .append("owner", "owner-" + n % 50)
                    .append("number", n / 50)
                    .append("state", n % 2 == 0 ? "ISSUED" : "USED")
                    .append("tags", List.of(n % 100, n % 100 + 1)))
            .toList();
    run(new Document("insert", "tickets").append("documents", tickets));
    run(
        new Document("createIndexes", "tickets")
            .append(
                "indexes",
                List.of(
                    index("owner_number", "owner", "number").append("unique", true),
                    index("state", "state"),
                    index("tags", "tags"))));
  }

  @AfterEach
  void close() {
    channel.finish();
    backend.close();
  }

  @Test
  void looksAtOneForAnId() {
    assertThat(lookedAt(new Document("_id", 7))).isEqualTo(1);
  }

  @Test
  void looksAtOneForAnIdAndAGuard() {
    assertThat(lookedAt(new Document("_id", 7).append("state", "USED").append("number", 0)))
        .isEqualTo(1);
  }

  @Test
  void looksAtOneForAUniqueKeyAndAGuard() {
    Document filter =
        new Document("state", "ISSUED").append("number", 3).append("owner", "owner-1");

    assertThat(lookedAt(filter)).isEqualTo(1);
  }

  @Test
  void looksAtThoseThatShareTheFirstFieldsOfAUniqueKey() {
    assertThat(lookedAt(new Document("owner", "owner-1").append("other", 1))).isEqualTo(20);
  }

  @Test
  void looksAtARangeBehindTheFirstFields() {
    Document filter =
        new Document("owner", "owner-1").append("number", new Document("$gte", 5).append("$lt", 8));

    assertThat(lookedAt(filter)).isEqualTo(4);
  }

  @Test
  void looksAtTheIdsOfAList() {
    Document filter =
        new Document("_id", new Document("$in", List.of(1, 5, 5, 2000))).append("state", "USED");

    assertThat(lookedAt(filter)).isEqualTo(2);
  }

  @Test
  void looksAtARangeOfIds() {
    assertThat(lookedAt(new Document("_id", new Document("$gt", 989)))).isEqualTo(11);
  }

  @Test
  void looksIntoAnd() {
    Document filter =
        new Document("$and", List.of(new Document("_id", 7), new Document("state", "USED")));

    assertThat(lookedAt(filter)).isEqualTo(1);
  }

  @Test
  void looksAtRangeOfIdsBehindALookup() {
    Document filter = new Document("state", "USED").append("_id", new Document("$gt", 980));

    assertThat(lookedAt(filter)).isEqualTo(10);
  }

  @Test
  void takesTheIndexWithTheFewestKeysWhateverTheFilterSaysOfItsFields() {
    Document filter =
        new Document("state", "USED")
            .append("_id", new Document("$gt", 10))
            .append("owner", "owner-1");

    assertThat(lookedAt(filter)).isEqualTo(20);
  }

  @Test
  void looksAtArraysByTheirElements() {
    assertThat(lookedAt(new Document("tags", 5))).isEqualTo(20);
  }

  @Test
  void readsInTheOrderAskedFor() {
    Document filter = new Document("owner", "owner-1");

    IndexScan scan = requireNonNull(scan(filter, new Document("number", -1), 5));

    assertThat(scan.sorted()).isTrue();
    assertThat(scan.positions().limit(2)).containsExactly(952L, 902L);
  }

  @Test
  void doesNotClaimAnOrderItHasNot() {
    IndexScan scan =
        requireNonNull(scan(new Document("owner", "owner-1"), new Document("state", 1), 5));

    assertThat(scan.sorted()).isFalse();
  }

  @Test
  void leavesWhatNoIndexAnswers() {
    assertThat(scan(new Document("number", 3), null, 0)).isNull();
    assertThat(scan(new Document("owner", null), null, 0)).isNull();
    assertThat(scan(new Document("state", new Document("$ne", "USED")), null, 0)).isNull();
  }

  private long lookedAt(Document filter) {
    IndexScan scan = scan(filter, null, 0);
    return scan == null ? ALL : scan.positions().count();
  }

  private @Nullable IndexScan scan(Document filter, @Nullable Document orderBy, int limit) {
    var collection =
        (StoredCollection) backend.resolveDatabase("quanbao").resolveCollection("tickets", true);
    return IndexScan.choose(collection.getIndexes(), filter, orderBy, limit);
  }

  private static Document index(String name, String... paths) {
    Document key = new Document();
    for (String path : paths) {
      key.append(path, 1);
    }
    return new Document("name", name).append("key", key);
  }

  private void run(Document command) {
    String name = command.keySet().iterator().next();
    backend.handleCommand(channel, "quanbao", name, command);
  }
}
