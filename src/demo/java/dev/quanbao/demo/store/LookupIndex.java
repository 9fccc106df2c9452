package dev.quanbao.demo.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
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
  private final List<List<String>> steps;

  LookupIndex(String name, List<IndexKey> keys, IndexTree tree) {
    super(name, keys, false);
    this.tree = tree;
    this.paths = Stream.concat(keys().stream(), Stream.of(ID)).distinct().toList();
    this.steps = paths.stream().map(path -> List.of(path.split("\\.", -1))).toList();
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
    refuseArrays(document);
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
    refuseArrays(newDocument);
  }

  /** Fails for arrays in more than one of the fields, before anything was changed. */
  private void refuseArrays(Document document) {
    if (plainKey(document) == null) {
      getKeyValues(document);
    }
  }

  @Override
  public void updateInPlace(
      Document oldDocument, Document newDocument, Long position, MongoCollection<Long> collection) {
    if (!haveSameKeys(oldDocument, newDocument)) {
      remove(oldDocument);
      add(newDocument, position, collection);
    }
  }

  private boolean haveSameKeys(Document one, Document other) {
    byte[] keyOfOne = plainKey(one);
    byte[] keyOfOther = plainKey(other);
    if (keyOfOne == null || keyOfOther == null) {
      return nullAwareEqualsKeys(one, other);
    }
    return Arrays.equals(keyOfOne, keyOfOther);
  }

  /** The only key of a document; null if arrays may give it others, which takes a longer look. */
  private byte @Nullable [] plainKey(Document document) {
    List<@Nullable Object> values = new ArrayList<>(steps.size());
    for (List<String> path : steps) {
      Object value = document;
      for (String step : path) {
        if (value instanceof Collection<?>) {
          return null;
        }
        value = value instanceof Document part ? part.get(step) : null;
      }
      if (value instanceof Collection<?>) {
        return null;
      }
      values.add(value);
    }
    return KeyEncoder.encode(KeyEncoder.normalized(values));
  }

  private Stream<byte[]> keysOf(Document document) {
    byte[] plain = plainKey(document);
    if (plain != null) {
      return Stream.of(plain);
    }
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
