package dev.quanbao.demo.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collection answers the same with indexes as without. */
class IndexedAnswersTest {

  private static final int DOCUMENTS = 300;
  private static final int CHANGES = 150;
  private static final int QUERIES = 600;

  private static final List<String> FIELDS = List.of("a", "b", "c", "o.p", "_id");
  private static final List<String> OPERATORS =
      List.of("$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$in", "$nin", "$exists", "$not", "$and");

  @TempDir private Path dataDir;

  @Test
  void answersScalarsTheSame() {
    assertThat(differences(false)).isEmpty();
  }

  @Test
  void answersArraysTheSame() {
    assertThat(differences(true)).isEmpty();
  }

  private List<String> differences(boolean arrays) {
    long seed = Long.getLong("quanbao.test.seed", System.nanoTime());
    System.out.println("quanbao.test.seed=" + seed);
    Samples samples = new Samples(new Random(seed), arrays);
    List<String> differences = new ArrayList<>();
    try (OpenStore store = new OpenStore(dataDir)) {
      MongoCollection<Document> indexed = store.collection("indexed");
      MongoCollection<Document> plain = store.collection("plain");
      declare(indexed, true);
      fill(samples, indexed, plain);
      ask(samples, indexed, plain, differences);
    }
    try (OpenStore store = new OpenStore(dataDir)) {
      MongoCollection<Document> indexed = store.collection("indexed");
      MongoCollection<Document> plain = store.collection("plain");
      declare(indexed, false);
      ask(samples, indexed, plain, differences);
    }
    return differences.stream().map(difference -> "seed " + seed + ": " + difference).toList();
  }

  private static void declare(MongoCollection<Document> collection, boolean first) {
    collection.createIndex(new Document("n", 1), new IndexOptions().unique(true));
    collection.createIndex(new Document("a", 1).append("n", 1), new IndexOptions().unique(true));
    collection.createIndex(new Document("a", 1).append("b", -1));
    collection.createIndex(new Document("o.p", 1));
    if (!first) {
      // Built over documents that are there already.
      collection.createIndex(new Document("c", 1));
    }
  }

  private static void fill(
      Samples samples, MongoCollection<Document> indexed, MongoCollection<Document> plain) {
    for (int n = 0; n < DOCUMENTS; n++) {
      Document document = samples.document(n);
      if (accepts(() -> indexed.insertOne(new Document(document)))) {
        plain.insertOne(new Document(document));
      }
    }
    for (int change = 0; change < CHANGES; change++) {
      Document one = new Document("n", samples.below(DOCUMENTS));
      if (samples.below(4) == 0) {
        indexed.deleteOne(one);
        plain.deleteOne(one);
      } else {
        Document set =
            new Document("$set", new Document(samples.oneOf("a", "b", "c"), samples.value()));
        if (accepts(() -> indexed.updateOne(one, set))) {
          plain.updateOne(one, set);
        }
      }
    }
  }

  /** Indexes refuse documents with arrays in two of their fields. */
  private static boolean accepts(Runnable write) {
    try {
      write.run();
      return true;
    } catch (MongoException e) {
      return false;
    }
  }

  private static void ask(
      Samples samples,
      MongoCollection<Document> indexed,
      MongoCollection<Document> plain,
      List<String> differences) {
    for (int i = 0; i < QUERIES; i++) {
      Document filter = samples.filter();
      Document order = samples.order();
      int limit = order == null ? 0 : samples.below(20);
      List<Object> answer = ids(indexed, filter, order, limit);
      List<Object> expected = ids(plain, filter, order, limit);
      if (!answer.equals(expected)) {
        differences.add(
            filter.toJson() + " by " + order + " gave " + answer + " rather than " + expected);
      }
    }
  }

  private static List<Object> ids(
      MongoCollection<Document> collection, Document filter, @Nullable Document order, int limit) {
    List<Object> ids =
        collection
            .find(filter)
            .sort(order)
            .limit(limit)
            .map(document -> document.get("n"))
            .into(new ArrayList<>());
    if (order == null) {
      ids.sort(Comparator.comparing(Object::toString));
    }
    return ids;
  }

  /** Documents and filters over few enough values for many of them to meet. */
  private record Samples(Random random, boolean arrays) {

    int below(int bound) {
      return random.nextInt(bound);
    }

    String oneOf(String... choices) {
      return choices[random.nextInt(choices.length)];
    }

    Document document(int n) {
      Document document = new Document("_id", random.nextBoolean() ? n : "id-" + n);
      document.append("n", n);
      for (String field : List.of("a", "b", "c")) {
        if (random.nextInt(6) > 0) {
          document.append(field, value());
        }
      }
      if (random.nextBoolean()) {
        Document inner = new Document("p", value());
        document.append(
            "o", arrays && random.nextBoolean() ? List.of(inner, new Document()) : inner);
      }
      return document;
    }

    @Nullable Object value() {
      if (arrays && random.nextInt(5) == 0) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          list.add(scalar());
        }
        return list;
      }
      return scalar();
    }

    private @Nullable Object scalar() {
      return switch (random.nextInt(9)) {
        case 0 -> null;
        case 1 -> random.nextBoolean();
        case 2 -> "s" + random.nextInt(4);
        case 3 -> Date.from(Instant.ofEpochMilli(random.nextInt(4)));
        case 4 -> random.nextInt(4) + 0.5;
        case 5 -> (long) random.nextInt(4);
        case 6 -> new Document("x", random.nextInt(2));
        default -> random.nextInt(4);
      };
    }

    Document filter() {
      Document filter = new Document();
      for (int i = random.nextInt(4); i > 0; i--) {
        String field = FIELDS.get(random.nextInt(FIELDS.size()));
        filter.append(field, random.nextInt(3) == 0 ? operand(field) : operators(field));
      }
      return random.nextInt(5) == 0 && !filter.isEmpty()
          ? new Document("$and", Arrays.asList(filter, new Document("n", new Document("$gt", 20))))
          : filter;
    }

    private @Nullable Object operand(String field) {
      if (field.equals("_id")) {
        int n = random.nextInt(DOCUMENTS);
        return random.nextBoolean() ? n : "id-" + n;
      }
      return scalar();
    }

    private Document operators(String field) {
      Document operators = new Document();
      for (int i = random.nextInt(1, 3); i > 0; i--) {
        String operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
        switch (operator) {
          case "$in", "$nin" ->
              operators.append(operator, Arrays.asList(operand(field), operand(field)));
          case "$exists" -> operators.append(operator, random.nextBoolean());
          case "$not" -> operators.append(operator, new Document("$gt", operand(field)));
          case "$and" -> operators.append("$gte", operand(field)).append("$lte", operand(field));
          default -> operators.append(operator, operand(field));
        }
      }
      return operators;
    }

    @Nullable Document order() {
      // The order of fields that hold arrays is not a consistent one, whoever makes it.
      return switch (random.nextInt(arrays ? 3 : 6)) {
        case 0 -> new Document("_id", sign());
        case 1 -> new Document("n", sign());
        case 3 -> {
          int sign = sign();
          yield new Document("a", sign).append("b", sign).append("_id", sign);
        }
        case 4 -> new Document("c", sign()).append("_id", sign());
        case 5 -> new Document("o.p", sign()).append("_id", sign());
        default -> null;
      };
    }

    private int sign() {
      return random.nextBoolean() ? 1 : -1;
    }
  }
}
