package dev.quanbao.demo.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * One collection of the embedded store, its documents numbered in the order of their insertion and
 * kept as BSON. Every filter is applied to the documents themselves: an index only ever narrows
 * what is looked at, and so can make an answer late but not wrong.
 */
final class StoredCollection extends AbstractSynchronizedMongoCollection<Long> {

  private final MVMap<Long, byte[]> documents;
  private long last;
  private @Nullable Document nextScan;

  StoredCollection(
      MongoDatabase database,
      String name,
      CollectionOptions options,
      CursorRegistry cursors,
      MVMap<Long, byte[]> documents) {
    super(database, name, options, cursors);
    this.documents = documents;
    Long lastKey = documents.lastKey();
    this.last = lastKey == null ? 0 : lastKey;
  }

  /**
   * Gives the next scan of the whole collection a filter. An aggregation reads everything before
   * its first stage, which this spares it if that stage is a match.
   */
  void narrowNextScan(@Nullable Document filter) {
    nextScan = filter;
  }

  @Override
  public Stream<Document> queryAllAsStream() {
    Document filter = nextScan;
    // Once only: a later stage that joins the collection to itself needs all of it.
    nextScan = null;
    return filter == null ? super.queryAllAsStream() : handleQueryAsStream(filter);
  }

  @Override
  protected QueryResult queryDocuments(
      Document query,
      @Nullable Document orderBy,
      int numberToSkip,
      int limit,
      int batchSize,
      @Nullable Document fieldSelector) {
    IndexScan scan = IndexScan.choose(getIndexes(), query, orderBy, limit);
    if (scan == null) {
      return matchDocuments(query, orderBy, numberToSkip, limit, batchSize, fieldSelector);
    }
    return matchDocumentsFromStream(
        scan.positions().map(documents::get).map(StoredCollection::decode),
        query,
        scan.sorted() ? null : orderBy,
        numberToSkip,
        limit,
        batchSize,
        fieldSelector);
  }

  @Override
  protected QueryResult matchDocuments(
      Document query,
      @Nullable Document orderBy,
      int numberToSkip,
      int limit,
      int batchSize,
      @Nullable Document fieldSelector) {
    return matchDocumentsFromStream(
        stream(isNaturalDescending(orderBy)).map(DocumentWithPosition::getDocument),
        query,
        orderBy,
        numberToSkip,
        limit,
        batchSize,
        fieldSelector);
  }

  @Override
  protected Stream<DocumentWithPosition<Long>> streamAllDocumentsWithPosition() {
    return stream(false);
  }

  private Stream<DocumentWithPosition<Long>> stream(boolean backwards) {
    Cursor<Long, byte[]> cursor = documents.cursor(null, null, backwards);
    Iterator<DocumentWithPosition<Long>> entries =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return cursor.hasNext();
          }

          @Override
          public DocumentWithPosition<Long> next() {
            Long position = cursor.next();
            return new DocumentWithPosition<>(decode(cursor.getValue()), position);
          }
        };
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(entries, Spliterator.ORDERED), false);
  }

  @Override
  protected Long addDocumentInternal(Document document) {
    Long position = ++last;
    documents.put(position, encode(document));
    return position;
  }

  @Override
  protected void handleUpdate(Long position, Document oldDocument, Document newDocument) {
    documents.put(position, encode(newDocument));
  }

  @Override
  protected void removeDocument(Long position) {
    documents.remove(position);
  }

  /** Unlike the inherited one, also removes documents that have no key in one of the indexes. */
  @Override
  public synchronized void removeDocument(Document document) {
    Long position = null;
    for (Index<Long> index : getIndexes()) {
      Long found = index.remove(document);
      position = found == null ? position : found;
    }
    position = position == null ? findDocumentPosition(document) : position;
    if (position != null) {
      removeDocument(position);
    }
  }

  @Override
  protected @Nullable Document getDocument(Long position) {
    byte[] bson = documents.get(position);
    return bson == null ? null : decode(bson);
  }

  @Override
  public int count() {
    return Math.toIntExact(documents.sizeAsLong());
  }

  /** The sum would be one more page to write with every commit, for statistics nobody asks for. */
  @Override
  protected boolean tracksDataSize() {
    return false;
  }

  @Override
  protected void updateDataSize(int sizeDelta) {
    throw new UnsupportedOperationException("the size of the data is not tracked");
  }

  @Override
  protected int getDataSize() {
    return 0;
  }

  // Bytes rather than documents, because the server changes the documents it is given: those would
  // differ from what was committed as soon as an update fails half-way.

  private static byte[] encode(Document document) {
    ByteBuf bson = Unpooled.buffer();
    BsonEncoder.encodeDocument(document, bson);
    return ByteBufUtil.getBytes(bson);
  }

  private static Document decode(byte[] bson) {
    return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
  }
}
