package dev.quanbao.demo.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Locale;

/**
 * The commands of the embedded store. No reply leaves before everything its command changed has
 * been committed to the file.
 */
final class CommittingBackend extends AbstractMongoBackend {

  private static final int BATCH = 250;

  /** What the servers that this one stands for take at once. */
  private static final int WRITES_AT_ONCE = 100_000;

  private final StoreFile file;

  CommittingBackend(StoreFile file) {
    this.file = file;
  }

  /** Opens what the file holds, so that a damaged file is told at the start, not at first use. */
  void openDatabases() {
    StoredDatabase.namesIn(file).forEach(this::resolveDatabase);
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String databaseName) {
    return new StoredDatabase(databaseName, file, getCursorRegistry());
  }

  @Override
  public Document handleCommand(
      Channel channel, String databaseName, String command, Document query) {
    try {
      return switch (command.toLowerCase(Locale.ROOT)) {
        case "hello", "ismaster" -> hello(channel, databaseName, query);
        case "find" -> super.handleCommand(channel, databaseName, command, inBatches(query));
        case "insert" -> counted(query, super.handleCommand(channel, databaseName, command, query));
        case "renamecollection" -> throw StoredDatabase.unsupported("renaming a collection");
        default -> super.handleCommand(channel, databaseName, command, query);
      };
    } finally {
      // Also for a command that failed, which may have changed something before it did.
      file.commit();
    }
  }

  private Document hello(Channel channel, String databaseName, Document query) {
    return super.handleCommand(channel, databaseName, "ismaster", query)
        .append("isWritablePrimary", true)
        .append("maxWriteBatchSize", WRITES_AT_ONCE);
  }

  /** Without a batch size all would be answered in one message, which clients refuse past 48 MB. */
  private static Document inBatches(Document query) {
    if (!Boolean.TRUE.equals(query.get("singleBatch"))) {
      query.putIfAbsent("batchSize", BATCH);
    }
    return query;
  }

  @Override
  protected Document handleGetMore(String databaseName, String command, Document query) {
    query.putIfAbsent("batchSize", BATCH);
    return super.handleGetMore(databaseName, command, query);
  }

  /** The server reports every document as inserted, also those it refused. */
  private static Document counted(Document query, Document reply) {
    if (reply.get("writeErrors") instanceof List<?> errors
        && query.get("documents") instanceof List<?> documents) {
      boolean stopped = Boolean.TRUE.equals(query.get("ordered")) || !query.containsKey("ordered");
      int inserted = documents.size() - errors.size();
      if (stopped
          && errors.getFirst() instanceof Document error
          && error.get("index") instanceof Integer index) {
        inserted = index;
      }
      reply.put("n", inserted);
    }
    return reply;
  }

  @Override
  public void close() {
    super.close();
    file.close();
  }
}
