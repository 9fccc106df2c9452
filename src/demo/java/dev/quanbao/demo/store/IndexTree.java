package dev.quanbao.demo.store;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * The sorted keys of one index with the positions of their documents. Remembers for good whether a
 * document with an array in an indexed field was ever among them, because from then on a document
 * may have any number of keys.
 */
final class IndexTree {

  private static final String ARRAYS = "arrays";
  private static final int COUNTED_RANGES = 16;

  private final String name;
  private final MVMap<byte[], Long> positions;
  private final MVMap<String, Long> arrays;
  private boolean holdsArrays;

  private IndexTree(String name, MVMap<byte[], Long> positions, MVMap<String, Long> arrays) {
    this.name = name;
    this.positions = positions;
    this.arrays = arrays;
    this.holdsArrays = arrays.containsKey(name);
  }

  static IndexTree open(StoreFile file, String name) {
    return new IndexTree(
        name, file.map(name, ByteArrayDataType.INSTANCE, LongDataType.INSTANCE), arrays(file));
  }

  static void remove(StoreFile file, String name) {
    arrays(file).remove(name);
    file.remove(name);
  }

  private static MVMap<String, Long> arrays(StoreFile file) {
    return file.map(ARRAYS, StringDataType.INSTANCE, LongDataType.INSTANCE);
  }

  /** To be told of every document before its keys are added. */
  void noteArrays(Document document, List<String> paths) {
    if (holdsArrays) {
      return;
    }
    for (String path : paths) {
      if (Utils.getSubdocumentValueCollectionAware(document, path) instanceof Collection<?>) {
        holdsArrays = true;
        arrays.put(name, 1L);
        return;
      }
    }
  }

  boolean holdsArrays() {
    return holdsArrays;
  }

  @Nullable Long get(byte[] key) {
    return positions.get(key);
  }

  boolean add(byte[] key, Long position) {
    return positions.putIfAbsent(key, position) == null;
  }

  @Nullable Long remove(byte[] key) {
    return positions.remove(key);
  }

  long size() {
    return positions.sizeAsLong();
  }

  /** How many keys are in some ranges; where they are many, as the first of them let expect. */
  long keysIn(List<KeyRange> ranges) {
    List<KeyRange> counted = ranges.subList(0, Math.min(ranges.size(), COUNTED_RANGES));
    long keys = counted.stream().mapToLong(this::keysIn).sum();
    return counted.isEmpty() ? 0 : keys * ranges.size() / counted.size();
  }

  private long keysIn(KeyRange range) {
    return Math.max(0, place(range.to(), 1) - place(range.from(), 0));
  }

  /** How many keys come before one, and it too if it is there and counts. */
  private long place(byte[] key, int itself) {
    long index = positions.getKeyIndex(key);
    return index < 0 ? -index - 1 : index + itself;
  }

  /** The positions of the keys in a range, in the order of the keys or against it. */
  Stream<Long> positions(KeyRange range, boolean backwards) {
    Cursor<byte[], Long> cursor =
        backwards
            ? positions.cursor(range.to(), range.from(), true)
            : positions.cursor(range.from(), range.to(), false);
    Iterator<Long> values =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return cursor.hasNext();
          }

          @Override
          public Long next() {
            cursor.next();
            return cursor.getValue();
          }
        };
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(values, Spliterator.ORDERED), false);
  }
}
