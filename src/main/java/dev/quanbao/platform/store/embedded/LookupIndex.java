package dev.quanbao.platform.store.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An index in which a key may stand for many documents. The id is made the last part of every key,
 * which tells the documents of equal values apart and keeps them sorted.
 */
final class LookupIndex extends Index<Long> implements SortedIndex {

  private static final String ID = "_id";

  private final IndexTree tree;
  private final List<String> paths;

  LookupIndex(String name, List<IndexKey> keys, IndexTree tree) {
    super(name, keys, false);
    this.tree = tree;
    this.paths = Stream.concat(keys().stream(), Stream.of(ID)).distinct().toList();
  }

  @Override
  public List<String> paths() {
    return paths;
  }

  @Override
  public boolean isComplete() {
    return true;
  }

  @Override
  public IndexTree tree() {
    return tree;
  }

  @Override
  public @Nullable Long getPosition(Document document) {
    return keysOf(document).map(tree::get).filter(Objects::nonNull).findFirst().orElse(null);
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Long> collection) {
    // Fails for arrays in more than one of the fields, before anything was changed.
    getKeyValues(document);
  }

  @Override
  public void add(Document document, Long position, MongoCollection<Long> collection) {
    tree.noteArrays(document, keys());
    keysOf(document).forEach(key -> tree.add(key, position));
  }

  @Override
  public @Nullable Long remove(Document document) {
    Long position = null;
    for (byte[] key : keysOf(document).toList()) {
      Long removed = tree.remove(key);
      position = removed == null ? position : removed;
    }
    return position;
  }

  @Override
  public void checkUpdate(
      Document oldDocument, Document newDocument, MongoCollection<Long> collection) {
    getKeyValues(newDocument);
  }

  @Override
  public void updateInPlace(
      Document oldDocument, Document newDocument, Long position, MongoCollection<Long> collection) {
    if (!nullAwareEqualsKeys(oldDocument, newDocument)) {
      remove(oldDocument);
      add(newDocument, position, collection);
    }
  }

  private Stream<byte[]> keysOf(Document document) {
    Set<KeyValue> keys = getKeyValues(document);
    if (paths.size() == getKeys().size()) {
      return keys.stream().map(KeyEncoder::encode);
    }
    Object id = KeyEncoder.normalized(Collections.singletonList(document.get(ID))).get(0);
    return keys.stream()
        .map(key -> {
          List<@Nullable Object> values = new ArrayList<>(paths.size());
          key.forEach(values::add);
          values.add(id);
          return KeyEncoder.encode(values);
        });
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
    return other instanceof LookupIndex index && paths.equals(index.paths);
  }

  @Override
  public void drop() {
    // The database removes the map.
  }

  /** Queries are planned by {@link IndexScan}. */
  @Override
  public boolean canHandle(Document query) {
    return false;
  }

  @Override
  public Iterable<Long> getPositions(Document query) {
    throw new UnsupportedOperationException("queries are planned elsewhere");
  }
}
