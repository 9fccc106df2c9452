package dev.quanbao.docs;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import dev.quanbao.platform.store.DocumentRepository;
import io.quarkus.arc.ClientProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What is stored, by which class, and which indexes it has: a table for ARCHITECTURE.md. */
record CollectionsTable(List<DocumentRepository<?>> repositories) {

  private static final String HEAD =
      """
      | collection | repository | indexes beside `_id` |
      |---|---|---|
      """;

  String render() {
    return repositories.stream()
        .map(ClientProxy::unwrap)
        .filter(CollectionsTable::isOfTheProduct)
        .sorted(Comparator.comparing(CollectionsTable::collectionOf))
        .map(CollectionsTable::row)
        .collect(Collectors.joining("", HEAD, ""));
  }

  private static boolean isOfTheProduct(DocumentRepository<?> repository) {
    String path = classOf(repository).getName().replace('.', '/');
    return Files.exists(Path.of("src/main/java", path + ".java"));
  }

  private static String row(DocumentRepository<?> repository) {
    String indexes =
        repository.indexes().stream()
            .map(CollectionsTable::index)
            .collect(Collectors.joining("; "));
    return "| `%s` | `%s` | %s |\n"
        .formatted(
            collectionOf(repository),
            classOf(repository).getName().replace("dev.quanbao.", ""),
            indexes.isEmpty() ? "–" : indexes);
  }

  private static String index(IndexModel index) {
    IndexOptions options = index.getOptions();
    String keys = String.join(", ", index.getKeys().toBsonDocument().keySet());
    String kind =
        (options.isUnique() ? " unique" : "")
            + (options.getPartialFilterExpression() == null ? "" : " partial")
            + (options.getExpireAfter(TimeUnit.SECONDS) == null ? "" : " expiring");
    return "(%s)%s".formatted(keys, kind);
  }

  private static String collectionOf(DocumentRepository<?> repository) {
    return repository.mongoCollection().getNamespace().getCollectionName();
  }

  /** The class as it is written; what runs may be a subclass that the container has made. */
  private static Class<?> classOf(DocumentRepository<?> repository) {
    Class<?> type = repository.getClass();
    return type.getName().contains("_Subclass") ? type.getSuperclass() : type;
  }
}
