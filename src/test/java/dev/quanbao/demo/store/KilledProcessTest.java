package dev.quanbao.demo.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledProcessTest {

  private static final int KILLS = Integer.getInteger("quanbao.test.kills", 3);
  private static final int MOST_WRITES = 400;

  @TempDir private Path dataDir;

  @Test
  void losesNothingItAcknowledged() throws IOException, InterruptedException {
    long seed = Long.getLong("quanbao.test.seed", System.nanoTime());
    System.out.println("quanbao.test.seed=" + seed);
    Random random = new Random(seed);
    List<String> acknowledged = new ArrayList<>();

    for (int life = 0; life < KILLS; life++) {
      acknowledged.addAll(writeUntilKilled(life, random.nextInt(1, MOST_WRITES), random));
    }

    try (OpenStore store = new OpenStore(dataDir)) {
      assertThat(store.collection("claims").distinct("_id", String.class))
          .as("with seed %d", seed)
          .containsAll(acknowledged);
      assertThat(store.collection("claims").find().map(KilledProcessTest::foundByCode))
          .allSatisfy(filter -> assertThat(store.collection("claims").find(filter)).hasSize(1));
      assertThat(store.collection("quota").find().first())
          .extracting("taken")
          .satisfies(taken -> assertThat((int) taken).isGreaterThanOrEqualTo(acknowledged.size()));
    }
  }

  private static Bson foundByCode(Document claim) {
    return Filters.eq("code", claim.getString("code"));
  }

  private List<String> writeUntilKilled(int life, int writes, Random random)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-ea",
                // It lives for seconds, most of them at its start.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                dataDir.toString(),
                Integer.toString(life))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> acknowledged = new ArrayList<>();
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
      String line;
      while ((line = lines.readLine()) != null) {
        acknowledged.add(line);
        if (acknowledged.size() == writes) {
          // Somewhere within the writes that follow the one just acknowledged.
          busy(random.nextInt(2_000_000));
          // By its handle, which leaves open what the process has already said.
          child.toHandle().destroyForcibly();
        }
      }
    }
    child.waitFor(10, TimeUnit.SECONDS);
    return acknowledged;
  }

  private static void busy(int nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  /** The process that is killed: prints the id of a claim once it is stored and counted. */
  static final class Writer {

    private Writer() {}

    public static void main(String[] arguments) {
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      OpenStore store = new OpenStore(Path.of(arguments[0]));
      var claims = store.collection("claims");
      claims.createIndex(Indexes.ascending("code"), new IndexOptions().unique(true));
      claims.createIndex(Indexes.ascending("owner"));
      var quota = store.collection("quota");
      for (int i = 0; ; i++) {
        String id = arguments[1] + "-" + i;
        claims.insertOne(
            new Document("_id", id).append("code", "code-" + id).append("owner", i % 7));
        claims.updateOne(Filters.eq("_id", id), Updates.set("state", "DONE"));
        quota.updateOne(
            Filters.eq("_id", "all"), Updates.inc("taken", 1), new UpdateOptions().upsert(true));
        out.println(id);
      }
    }
  }
}
