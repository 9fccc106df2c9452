package dev.quanbao.demo.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.bson.UuidRepresentation;

/** An embedded store with a client connected to it; closing it closes both. */
final class OpenStore implements AutoCloseable {

  private static final String DATABASE = "quanbao";

  private final EmbeddedStore store;
  private final MongoClient client;

  OpenStore(Path dataDir) {
    store = EmbeddedStore.open(dataDir);
    client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(store.connectionString()))
                .uuidRepresentation(UuidRepresentation.STANDARD)
                .writeConcern(WriteConcern.MAJORITY)
                .readConcern(ReadConcern.MAJORITY)
                .build());
  }

  EmbeddedStore store() {
    return store;
  }

  MongoClient client() {
    return client;
  }

  MongoCollection<Document> collection(String name) {
    return client.getDatabase(DATABASE).getCollection(name);
  }

  Document run(String command) {
    return client.getDatabase(DATABASE).runCommand(Document.parse(command));
  }

  static Document json(String json) {
    return Document.parse(json);
  }

  static List<Document> documents(String... json) {
    return List.of(json).stream().map(Document::parse).toList();
  }

  @Override
  public void close() {
    client.close();
    store.close();
  }
}
