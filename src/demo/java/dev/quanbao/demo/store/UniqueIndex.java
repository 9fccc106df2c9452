package dev.quanbao.demo.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/** An index in which every key stands for one document. */
final class UniqueIndex extends AbstractUniqueIndex<Long> implements SortedIndex {

  private final IndexTree tree;

  UniqueIndex(String name, List<IndexKey> keys, boolean sparse, IndexTree tree) {
    super(name, keys, sparse);
    this.tree = tree;
  }

  @Override
  public List<String> paths() {
    return keys();
  }

  @Override
  public boolean isComplete() {
    return !isSparse();
  }

  @Override
  public IndexTree tree() {
    return tree;
  }

  @Override
  public synchronized void add(Document document, Long position, MongoCollection<Long> collection) {
    tree.noteArrays(document, keys());
    super.add(document, position, collection);
  }

  @Override
  protected @Nullable Long getPosition(KeyValue key) {
    return tree.get(KeyEncoder.encode(key));
  }

  @Override
  protected boolean putKeyPosition(KeyValue key, Long position) {
    return tree.add(KeyEncoder.encode(key), position);
  }

  @Override
  protected @Nullable Long removeDocument(KeyValue key) {
    return tree.remove(KeyEncoder.encode(key));
  }

  @Override
  public long getCount() {
    return tree.size();
  }

  @Override
  public long getDataSize() {
    return tree.size();
  }

  @Override
  public boolean hasSameOptions(Index<?> other) {
    return other instanceof UniqueIndex index
        && keys().equals(index.keys())
        && super.hasSameOptions(other);
  }

  /** Queries are planned by {@link IndexScan}. */
  @Override
  public synchronized boolean canHandle(Document query) {
    return false;
  }

  @Override
  protected Iterable<Entry<KeyValue, Long>> getIterable() {
    throw new UnsupportedOperationException("queries are planned elsewhere");
  }
}
