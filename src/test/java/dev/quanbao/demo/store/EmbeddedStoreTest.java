package dev.quanbao.demo.store;

import static dev.quanbao.demo.store.OpenStore.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoWriteException;
import com.mongodb.client.model.IndexOptions;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest {

  @TempDir private Path dataDir;

  @Test
  void listensOnTheLoopbackInterface() {
    try (EmbeddedStore store = EmbeddedStore.open(dataDir)) {
      assertThat(store.address().getAddress().isLoopbackAddress()).isTrue();
      assertThat(store.connectionString())
          .isEqualTo("mongodb://127.0.0.1:" + store.address().getPort());
    }
  }

  @Test
  void makesTheFolder() {
    Path nested = dataDir.resolve("not/there/yet");

    EmbeddedStore.open(nested).close();

    assertThat(nested.resolve("store.mv.db")).isRegularFile();
  }

  @Test
  void findsDocumentsAndIndexesAgain() {
    try (OpenStore first = new OpenStore(dataDir)) {
      first.collection("claims").createIndex(json("{code: 1}"), new IndexOptions().unique(true));
      first.collection("claims").insertOne(json("{_id: 1, code: 'a'}"));
    }

    try (OpenStore second = new OpenStore(dataDir)) {
      assertThat(second.collection("claims").find()).containsExactly(json("{_id: 1, code: 'a'}"));
      assertThat(
              catchThrowable(
                  () -> second.collection("claims").insertOne(json("{_id: 2, code: 'a'}"))))
          .isInstanceOf(MongoWriteException.class);
    }
  }

  @Test
  void freesThePort() throws IOException {
    EmbeddedStore store = EmbeddedStore.open(dataDir);
    int port = store.address().getPort();

    store.close();

    try (ServerSocket socket = new ServerSocket(port, 1, store.address().getAddress())) {
      assertThat(socket.isBound()).isTrue();
    }
  }

  @Test
  void saysThatTheFolderIsInUse() {
    try (EmbeddedStore holder = EmbeddedStore.open(dataDir)) {
      EmbeddedStoreException failure =
          catchThrowableOfType(EmbeddedStoreException.class, () -> EmbeddedStore.open(dataDir));

      assertThat(failure)
          .as("with %s open", holder.address())
          .hasMessageContaining("in use")
          .hasMessageContaining(dataDir.toString())
          .hasMessageContaining("quanbao.store.data-dir");
    }
  }

  @Test
  void saysThatTheFileIsDamaged() throws IOException {
    Path file = dataDir.resolve("store.mv.db");
    Files.writeString(file, "no store ".repeat(10_000));

    EmbeddedStoreException failure =
        catchThrowableOfType(EmbeddedStoreException.class, () -> EmbeddedStore.open(dataDir));

    assertThat(failure)
        .hasMessageContaining("damaged")
        .hasMessageContaining(file.toString())
        .hasMessageContaining("quanbao.store.data-dir");
  }

  @Test
  void leavesADamagedFileAlone() throws IOException {
    try (OpenStore store = new OpenStore(dataDir)) {
      store
          .collection("claims")
          .insertMany(IntStream.range(0, 5_000).mapToObj(n -> new Document("_id", n)).toList());
    }
    Path file = dataDir.resolve("store.mv.db");
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.write(new byte[(int) bytes.length() * 3 / 4]);
    }
    byte[] damaged = Files.readAllBytes(file);

    Throwable failure = catchThrowable(() -> EmbeddedStore.open(dataDir));

    assertThat(failure).hasMessageContaining("damaged");
    assertThat(file).hasBinaryContent(damaged);
  }

  @Test
  void saysThatTheFolderCannotBeMade() throws IOException {
    Path occupied = Files.createFile(dataDir.resolve("file"));

    EmbeddedStoreException failure =
        catchThrowableOfType(
            EmbeddedStoreException.class, () -> EmbeddedStore.open(occupied.resolve("store")));

    assertThat(failure)
        .hasMessageContaining("cannot be used")
        .hasMessageContaining("quanbao.store.data-dir");
  }

  @Test
  void keepsTheFileSmallUnderManySmallUpdates() throws IOException {
    try (OpenStore store = new OpenStore(dataDir)) {
      store.collection("quota").insertOne(json("{_id: 'hot', left: 0}"));

      for (int i = 0; i < 3_000; i++) {
        store.collection("quota").updateOne(json("{_id: 'hot'}"), json("{$inc: {left: 1}}"));
      }

      assertThat(dataDir.resolve("store.mv.db")).satisfies(EmbeddedStoreTest::isBelowTwoMebibytes);
    }
  }

  private static void isBelowTwoMebibytes(Path file) {
    assertThat(file.toFile().length()).isLessThan(2 * 1024 * 1024);
  }
}
