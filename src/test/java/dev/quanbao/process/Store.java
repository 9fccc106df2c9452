package dev.quanbao.process;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.quanbao.demo.store.EmbeddedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** A place of a test's own where instances keep their data, with a look inside past the service. */
sealed interface Store extends AutoCloseable {

  /** The options that make an instance use this place. */
  List<String> options();

  /** Reads what is there; a folder can only be read while no instance has it open. */
  <T> T read(Function<MongoDatabase, T> reader);

  /** Removes all of it. */
  @Override
  void close();

  /** A new folder for the embedded store. */
  static Store folder() {
    try {
      return new Folder(Files.createTempDirectory("quanbao-it-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new database on a server. */
  static Store database(String connectionString) {
    String name = "quanbao_it_" + UUID.randomUUID().toString().substring(0, 8);
    return new Database(connectionString, name);
  }

  /** Of the embedded store. */
  record Folder(Path path) implements Store {

    private static final String DATABASE = "quanbao";

    @Override
    public List<String> options() {
      return List.of("-Dquanbao.store.data-dir=" + path);
    }

    @Override
    public <T> T read(Function<MongoDatabase, T> reader) {
      try (EmbeddedStore store = EmbeddedStore.open(path);
          MongoClient client = MongoClients.create(store.connectionString())) {
        return reader.apply(client.getDatabase(DATABASE));
      }
    }

    @Override
    public void close() {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Of a server. */
  record Database(String connectionString, String name) implements Store {

    @Override
    public List<String> options() {
      return List.of(
          "-Dquarkus.mongodb.connection-string=" + connectionString,
          "-Dquarkus.mongodb.database=" + name);
    }

    @Override
    public <T> T read(Function<MongoDatabase, T> reader) {
      try (MongoClient client = MongoClients.create(connectionString)) {
        return reader.apply(client.getDatabase(name));
      }
    }

    @Override
    public void close() {
      try (MongoClient client = MongoClients.create(connectionString)) {
        client.getDatabase(name).drop();
      }
    }
  }
}
