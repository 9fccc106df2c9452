package dev.quanbao.demo.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.jspecify.annotations.Nullable;

/**
 * One database of the embedded store. Every collection is a map of documents by the order of their
 * insertion, and every declared index a map of its own.
 */
final class StoredDatabase extends AbstractSynchronizedMongoDatabase<Long> {

  private static final String DOCUMENTS = "documents/";
  private static final String INDEX = "index/";
  private static final int NOT_SUPPORTED = 115;

  private final StoreFile file;

  StoredDatabase(String databaseName, StoreFile file, CursorRegistry cursors) {
    super(databaseName, cursors);
    this.file = file;
    initializeNamespacesAndIndexes();
  }

  static Set<String> namesIn(StoreFile file) {
    Set<String> names = new TreeSet<>();
    for (String map : file.mapNames()) {
      if (map.startsWith(DOCUMENTS)) {
        names.add(map.substring(DOCUMENTS.length(), map.indexOf('.')));
      }
    }
    return names;
  }

  @Override
  protected MongoCollection<Long> openOrCreateCollection(String name, CollectionOptions options) {
    return new StoredCollection(
        this,
        name,
        options,
        cursorRegistry,
        file.map(documents(name), LongDataType.INSTANCE, ByteArrayDataType.INSTANCE));
  }

  @Override
  protected Index<Long> openOrCreateUniqueIndex(
      String collection, String index, List<IndexKey> keys, boolean sparse) {
    return new UniqueIndex(index, keys, sparse, tree(collection, index));
  }

  @Override
  protected Index<Long> openOrCreateSecondaryIndex(
      String collection, String index, List<IndexKey> keys, boolean sparse) {
    return new LookupIndex(index, keys, tree(collection, index));
  }

  @Override
  protected synchronized void addIndex(Document description) {
    refuseUnknown(description);
    // An index of all documents serves as well, and the server stumbles over some filters.
    description.remove("partialFilterExpression");
    try {
      super.addIndex(description);
    } catch (RuntimeException e) {
      forgetUnlessKnown(description);
      throw e;
    }
  }

  private static void refuseUnknown(Document description) {
    boolean unique = Boolean.TRUE.equals(description.get("unique"));
    if (unique && description.containsKey("partialFilterExpression")) {
      // Ignoring the filter would refuse documents that are allowed.
      throw unsupported("a unique index over a part of the documents");
    }
    if (unique && description.containsKey("collation")) {
      throw unsupported("a unique index with a collation");
    }
    if (description.get("key") instanceof Document key) {
      key.forEach((path, kind) -> {
        if (path.contains("$") || !(kind instanceof Number || "hashed".equals(kind))) {
          throw unsupported("the index " + path + ": " + kind);
        }
      });
    }
  }

  /** An index whose making was broken off must not be taken for a complete one next time. */
  private void forgetUnlessKnown(Document description) {
    String namespace = String.valueOf(description.get("ns"));
    String collection = namespace.substring(databaseName.length() + 1);
    String name = String.valueOf(description.get("name"));
    MongoCollection<Long> known = resolveCollection(collection, false);
    if (known == null
        || known.getIndexes().stream().noneMatch(index -> index.getName().equals(name))) {
      IndexTree.remove(file, indexMap(collection, name));
    }
  }

  @Override
  public Document handleCommand(
      Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
    if (command.equalsIgnoreCase("aggregate")
        && resolveCollection(String.valueOf(query.get(command)), false)
            instanceof StoredCollection collection) {
      collection.narrowNextScan(leadingMatch(query.get("pipeline")));
      try {
        return super.handleCommand(channel, command, query, databases, oplog);
      } finally {
        collection.narrowNextScan(null);
      }
    }
    boolean dropping = command.equalsIgnoreCase("dropIndexes");
    Document reply = new Document("ok", 1.0);
    for (Document each : dropping ? oneByOne(query) : List.of(query)) {
      reply = super.handleCommand(channel, command, each, databases, oplog);
    }
    return reply;
  }

  /**
   * Names each index to drop by its key. Told to drop all, or one by its name, the server would
   * reach for the indexes of other collections too.
   */
  private List<Document> oneByOne(Document drop) {
    Object wanted = drop.get("index");
    MongoCollection<Long> descriptions = indexes.get();
    if (!(wanted instanceof String) || descriptions == null) {
      return List.of(drop);
    }
    boolean all = wanted.equals("*");
    List<Document> drops = new ArrayList<>();
    String namespace = getFullCollectionNamespace(String.valueOf(drop.get("dropIndexes")));
    for (Document description : descriptions.handleQuery(new Document("ns", namespace))) {
      if (description.get("key") instanceof Document key
          && (all ? !isPrimaryKeyIndex(key) : wanted.equals(description.get("name")))) {
        drops.add(drop.clone().append("index", key));
      }
    }
    return drops.isEmpty() && !all ? List.of(drop) : drops;
  }

  @Override
  protected void dropIndex(MongoCollection<Long> collection, String indexName) {
    super.dropIndex(collection, indexName);
    IndexTree.remove(file, indexMap(collection.getCollectionName(), indexName));
  }

  @Override
  public void dropCollection(String name, Oplog oplog) {
    super.dropCollection(name, oplog);
    file.remove(documents(name));
  }

  @Override
  protected long getStorageSize() {
    return file.bytes();
  }

  @Override
  protected long getFileSize() {
    return file.bytes();
  }

  private IndexTree tree(String collection, String index) {
    return IndexTree.open(file, indexMap(collection, index));
  }

  private String documents(String collection) {
    return DOCUMENTS + getFullCollectionNamespace(collection);
  }

  private String indexMap(String collection, String index) {
    return INDEX + getFullCollectionNamespace(collection) + "/" + index;
  }

  private static @Nullable Document leadingMatch(@Nullable Object pipeline) {
    return pipeline instanceof List<?> stages
            && !stages.isEmpty()
            && stages.getFirst() instanceof Document stage
            && stage.get("$match") instanceof Document match
        ? match
        : null;
  }

  static MongoServerError unsupported(String what) {
    return new MongoServerError(
        NOT_SUPPORTED, "CommandNotSupported", "The embedded store does not know " + what);
  }
}
