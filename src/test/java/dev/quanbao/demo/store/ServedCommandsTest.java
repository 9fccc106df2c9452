package dev.quanbao.demo.store;

import static dev.quanbao.demo.store.OpenStore.documents;
import static dev.quanbao.demo.store.OpenStore.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rest of the program may rely on, asked for through a driver. */
class ServedCommandsTest {

  private static final int DUPLICATE_KEY = 11000;
  private static final int NOT_SUPPORTED = 115;

  @TempDir private static Path dataDir;

  private static OpenStore store;
  private static int made;

  private MongoCollection<Document> collection;

  @BeforeAll
  static void open() {
    store = new OpenStore(dataDir);
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @BeforeEach
  void takeAnEmptyCollection() {
    collection = store.collection("c" + made++);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{ping: 1}", "{hello: 1}", "{isMaster: 1}", "{buildInfo: 1}", "{dbStats: 1}"})
  void answers(String command) {
    assertThat(store.run(command)).containsEntry("ok", 1.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a: [1, 2, 3]}           | {$push: {a: {$each: [4, 5], $slice: -3}}}  | {a: [3, 4, 5]}
          {a: [2]}                 | {$push: {a: {$each: [1], $sort: 1}}}       | {a: [1, 2]}
          {a: [{k: 1}, {k: 2}]}    | {$pull: {a: {k: 1}}}                       | {a: [{k: 2}]}
          {a: [1, 2]}              | {$pull: {a: {$in: [1]}}}                   | {a: [2]}
          {a: [1]}                 | {$addToSet: {a: {$each: [1, 2]}}}          | {a: [1, 2]}
          {a: [{k: 1}, {k: 2}]}    | {$set: {'a.1.k': 9}}                       | {a: [{k: 1}, {k: 9}]}
          {a: [{k: 1}, {k: 2}]}    | {$set: {'a.$[].k': 9}}                     | {a: [{k: 9}, {k: 9}]}
          {n: 5}                   | {$inc: {n: 1, 'o.p': 2}}                   | {n: 6, o: {p: 2}}
          {n: 5}                   | {$min: {n: 3}, $max: {m: 4}}               | {n: 3, m: 4}
          {n: 5}                   | {$unset: {n: ''}, $set: {m: 1}}            | {m: 1}
          {n: 5}                   | {$rename: {n: 'm'}}                        | {m: 5}
          {n: 5}                   | {$setOnInsert: {m: 1}, $inc: {n: -1}}      | {n: 4}
          """)
  void updates(String before, String update, String after) {
    collection.insertOne(json(before).append("_id", 1));

    collection.updateOne(json("{_id: 1}"), json(update));

    Document found = collection.find().projection(json("{_id: 0}")).first();
    assertThat(found).isEqualTo(json(after));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {n: {$in: [1, null]}}                       | 1 3 4
          {n: {$nin: [1, 2]}}                         | 3 4
          {n: {$exists: false}}                       | 4
          {n: {$ne: null}}                            | 1 2
          {n: {$not: {$gt: 1}}}                       | 1 3 4
          {n: {$gt: 0, $lte: 1}}                      | 1
          {$expr: {$gt: ['$n', 1]}}                   | 2
          {$or: [{n: 1}, {s: 'a.c'}]}                 | 1 3
          {$nor: [{n: 1}, {s: 'a.c'}]}                | 2 4
          {s: {$regex: '^a\\\\.c$'}}                  | 3
          {s: {$regex: '^AB', $options: 'i'}}         | 1 2
          {a: {$elemMatch: {x: 1, y: 4}}}             | 2
          {'a.x': 1, 'a.y': 4}                        | 1 2
          {a: {$size: 0}}                             | 3
          {o: {p: 1, q: 2}}                           | 1
          {'o.p': {$gte: 2}}                          | 2
          """)
  void finds(String filter, String ids) {
    collection.insertMany(
        documents(
            "{_id: 1, n: 1, s: 'abc', o: {p: 1, q: 2}, a: [{x: 1, y: 2}, {x: 3, y: 4}]}",
            "{_id: 2, n: 2, s: 'abd', o: {p: 2}, a: [{x: 1, y: 4}]}",
            "{_id: 3, n: null, s: 'a.c', a: []}",
            "{_id: 4}"));

    List<String> found =
        collection
            .find(json(filter))
            .map(each -> String.valueOf(each.get("_id")))
            .into(new ArrayList<>());

    assertThat(String.join(" ", found)).isEqualTo(ids);
  }

  @Test
  void updatesTheElementThatMatched() {
    collection.insertOne(json("{_id: 1, a: [{k: 1, s: 'A'}, {k: 2, s: 'A'}, {k: 2, s: 'B'}]}"));

    collection.updateOne(
        json("{_id: 1, a: {$elemMatch: {k: 2, s: 'B'}}}"), json("{$set: {'a.$.v': 9}}"));

    assertThat(collection.find().first())
        .isEqualTo(json("{_id: 1, a: [{k: 1, s: 'A'}, {k: 2, s: 'A'}, {k: 2, s: 'B', v: 9}]}"));
  }

  @Test
  void updatesTheElementsOfAFilter() {
    collection.insertOne(json("{_id: 1, a: [{k: 1}, {k: 2}, {k: 1}]}"));

    collection.updateOne(
        json("{_id: 1}"),
        json("{$set: {'a.$[e].v': 8}}"),
        new UpdateOptions().arrayFilters(List.of(json("{'e.k': 1}"))));

    assertThat(collection.find().first())
        .isEqualTo(json("{_id: 1, a: [{k: 1, v: 8}, {k: 2}, {k: 1, v: 8}]}"));
  }

  @Test
  void tellsEachDuplicateOfAnUnorderedInsert() {
    collection.insertOne(json("{_id: 2}"));

    MongoBulkWriteException failure =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () ->
                collection.insertMany(
                    documents("{_id: 1}", "{_id: 2}", "{_id: 3}", "{_id: 1}"),
                    new InsertManyOptions().ordered(false)));

    assertThat(failure.getWriteErrors())
        .extracting(error -> error.getIndex() + ":" + error.getCode())
        .containsExactly("1:11000", "3:11000");
    assertThat(failure.getWriteResult().getInsertedCount()).isEqualTo(2);
    assertThat(collection.countDocuments()).isEqualTo(3);
  }

  @Test
  void stopsAnOrderedInsertAtADuplicate() {
    MongoBulkWriteException failure =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () -> collection.insertMany(documents("{_id: 1}", "{_id: 1}", "{_id: 2}")));

    assertThat(failure.getWriteResult().getInsertedCount()).isEqualTo(1);
    assertThat(collection.countDocuments()).isEqualTo(1);
  }

  @Test
  void refusesAnUpsertWhoseGuardFails() {
    collection.insertOne(json("{_id: 1, left: 0}"));

    MongoCommandException failure =
        catchThrowableOfType(
            MongoCommandException.class,
            () ->
                collection.findOneAndUpdate(
                    json("{_id: 1, left: {$gt: 0}}"),
                    json("{$inc: {left: -1}}"),
                    new FindOneAndUpdateOptions().upsert(true)));

    assertThat(failure.getCode()).isEqualTo(DUPLICATE_KEY);
  }

  @Test
  void changesNothingThatAUniqueIndexRefuses() {
    collection.createIndex(json("{u: 1}"), new IndexOptions().unique(true));
    collection.insertMany(documents("{_id: 1, u: 1}", "{_id: 2, u: 2}"));

    MongoCommandException failure =
        catchThrowableOfType(
            MongoCommandException.class,
            () -> collection.findOneAndUpdate(json("{_id: 2}"), json("{$set: {u: 1, v: 1}}")));

    assertThat(failure.getCode()).isEqualTo(DUPLICATE_KEY);
    assertThat(collection.find(json("{u: 2}"))).containsExactly(json("{_id: 2, u: 2}"));
  }

  @Test
  void insertsWhatAnUpsertDoesNotFind() {
    Document before =
        collection.findOneAndUpdate(
            json("{_id: 1, state: 'NEW'}"),
            json("{$inc: {n: 1}, $setOnInsert: {at: 5}}"),
            new FindOneAndUpdateOptions().upsert(true));

    assertThat(before).isNull();
    assertThat(collection.find().first()).isEqualTo(json("{_id: 1, state: 'NEW', n: 1, at: 5}"));
  }

  @Test
  void returnsTheUpdatedDocumentAsAsked() {
    collection.insertOne(json("{_id: 1, n: 1, m: 1}"));

    Document after =
        collection.findOneAndUpdate(
            json("{_id: 1}"),
            json("{$inc: {n: 1}}"),
            new FindOneAndUpdateOptions()
                .returnDocument(ReturnDocument.AFTER)
                .projection(json("{n: 1}")));

    assertThat(after).isEqualTo(json("{_id: 1, n: 2}"));
  }

  @Test
  void writesManyUpdatesAtOnce() {
    collection.insertMany(documents("{_id: 1, n: 0}", "{_id: 2, n: 5}"));

    var result =
        collection.bulkWrite(
            List.of(
                new UpdateOneModel<>(json("{_id: 1, n: 0}"), json("{$set: {n: 1}}")),
                new UpdateOneModel<>(json("{_id: 2, n: 0}"), json("{$set: {n: 1}}")),
                new UpdateOneModel<>(
                    json("{_id: 3}"), json("{$set: {n: 1}}"), new UpdateOptions().upsert(true))));

    assertThat(result.getMatchedCount()).isEqualTo(1);
    assertThat(result.getUpserts()).hasSize(1);
  }

  @Test
  void sortsSkipsLimitsCountsAndDistinguishes() {
    collection.insertMany(
        IntStream.range(0, 20).mapToObj(n -> new Document("_id", n).append("m", n % 3)).toList());

    List<Integer> page =
        collection
            .find()
            .sort(json("{m: -1, _id: 1}"))
            .skip(1)
            .limit(3)
            .map(document -> document.getInteger("_id"))
            .into(new ArrayList<>());

    assertThat(page).containsExactly(5, 8, 11);
    assertThat(collection.countDocuments(json("{m: 1}"), new CountOptions().limit(5))).isEqualTo(5);
    assertThat(collection.distinct("m", json("{_id: {$lt: 2}}"), Integer.class))
        .containsExactly(0, 1);
  }

  @Test
  void deliversInBatches() {
    collection.insertMany(IntStream.range(0, 1_200).mapToObj(n -> new Document("_id", n)).toList());

    List<Document> found = collection.find().into(new ArrayList<>());

    assertThat(found).hasSize(1_200);
    assertThat(collection.find().batchSize(7)).hasSize(1_200);
    assertThat(collection.find().limit(700)).hasSize(700);
  }

  @Test
  void aggregatesAllOfACollectionJoinedToItself() {
    collection.insertMany(documents("{_id: 1, of: 2}", "{_id: 2, of: 1}", "{_id: 3, of: 2}"));

    List<Document> joined =
        collection
            .aggregate(
                List.of(
                    json("{$match: {_id: 1}}"),
                    json(
                        "{$lookup: {from: '%s', localField: 'of', foreignField: '_id', as: 'j'}}"
                            .formatted(collection.getNamespace().getCollectionName()))))
            .into(new ArrayList<>());

    assertThat(joined).containsExactly(json("{_id: 1, of: 2, j: [{_id: 2, of: 1}]}"));
  }

  @Test
  void keepsTypes() {
    Document document =
        new Document("_id", UUID.randomUUID())
            .append("decimal", Decimal128.parse("12345678901234567890.12"))
            .append("date", Date.from(Instant.ofEpochMilli(1_234_567_890_123L)))
            .append("long", Long.MAX_VALUE)
            .append("binary", new Binary(new byte[] {1, 2}))
            .append("none", null);

    collection.insertOne(document);

    assertThat(collection.find(new Document("_id", document.get("_id"))).first())
        .isEqualTo(document);
  }

  @Test
  void takesMissingFieldsForNullInAUniqueIndex() {
    collection.createIndex(json("{u: 1}"), new IndexOptions().unique(true));
    collection.insertOne(json("{_id: 1}"));

    Throwable failure = catchThrowable(() -> collection.insertOne(json("{_id: 2}")));

    assertThat(failure).hasMessageContaining("u_1");
  }

  @Test
  void leavesMissingFieldsOutOfASparseUniqueIndex() {
    collection.createIndex(json("{u: 1}"), new IndexOptions().unique(true).sparse(true));

    collection.insertMany(documents("{_id: 1}", "{_id: 2}"));

    assertThat(collection.find(json("{u: null}"))).hasSize(2);
  }

  @Test
  void completesAnIndexThatCouldNotBeMadeAtFirst() {
    collection.insertMany(documents("{_id: 1, u: 1}", "{_id: 2, u: 2}", "{_id: 3, u: 1}"));
    Throwable first =
        catchThrowable(
            () -> collection.createIndex(json("{u: 1}"), new IndexOptions().unique(true)));
    collection.deleteOne(json("{_id: 3}"));

    collection.createIndex(json("{u: 1}"), new IndexOptions().unique(true));

    assertThat(first).hasMessageContaining("E11000");
    assertThat(collection.find(json("{u: 2}"))).hasSize(1);
  }

  @Test
  void dropsAnIndexOfThisCollectionOnly() {
    MongoCollection<Document> other = store.collection("other" + made);
    collection.createIndex(json("{u: 1}"));
    other.createIndex(json("{u: 1}"));

    collection.dropIndexes();

    assertThat(collection.listIndexes()).hasSize(1);
    assertThat(other.listIndexes()).hasSize(2);
  }

  @Test
  void refusesAUniqueIndexOverAPart() {
    MongoCommandException failure =
        catchThrowableOfType(
            MongoCommandException.class,
            () ->
                collection.createIndex(
                    json("{u: 1}"),
                    new IndexOptions().unique(true).partialFilterExpression(json("{x: 1}"))));

    assertThat(failure.getCode()).isEqualTo(NOT_SUPPORTED);
  }
}
