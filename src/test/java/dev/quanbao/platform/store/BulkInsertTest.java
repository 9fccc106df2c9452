package dev.quanbao.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inserts of many documents, some of which meet somebody else's. */
class BulkInsertTest {

  private static final int DUPLICATE = 11000;
  private static final int DEADLOCK = 16908292;

  private final List<List<String>> commands = new ArrayList<>();

  @Test
  void whatIsThereAlreadyIsToldByItsPlace() {
    Function<List<String>, Uni<?>> store = answering(Map.of("b", DUPLICATE));

    Set<Integer> refused = insert(List.of("a", "b", "c"), store);

    assertThat(refused).containsExactly(1);
    assertThat(commands).containsExactly(List.of("a", "b", "c"));
  }

  @ParameterizedTest
  @ValueSource(ints = {DEADLOCK, 16777220, 112})
  void whatHadToGiveWayIsInsertedAgain(int code) {
    Function<List<String>, Uni<?>> store =
        answering(Map.of("a", DUPLICATE, "c", code), Map.of("c", DUPLICATE));

    Set<Integer> refused = insert(List.of("a", "b", "c", "d"), store);

    assertThat(refused).containsExactly(0, 2);
    assertThat(commands).containsExactly(List.of("a", "b", "c", "d"), List.of("c"));
  }

  @Test
  void whatAlwaysHasToGiveWayFailsAsAnOutage() {
    Function<List<String>, Uni<?>> store =
        documents -> {
          commands.add(documents);
          return Uni.createFrom().failure(bulk(documents, Map.of("a", DEADLOCK)));
        };

    Throwable failure = catchThrowable(() -> insert(List.of("a", "b"), store));

    assertThat(failure).matches(StoreOutages::caused);
    assertThat(commands).hasSize(10);
  }

  @Test
  void anyOtherErrorAmongThemFailsTheWhole() {
    Function<List<String>, Uni<?>> store = answering(Map.of("a", DUPLICATE, "b", 8000));

    Throwable failure = catchThrowable(() -> insert(List.of("a", "b"), store));

    assertThat(failure).isInstanceOf(MongoBulkWriteException.class);
    assertThat(StoreErrors.isDuplicateKey(failure)).isFalse();
  }

  private static Set<Integer> insert(List<String> documents, Function<List<String>, Uni<?>> store) {
    return BulkInsert.insert(documents, store).await().indefinitely();
  }

  /** A store that refuses documents, with the errors of the next of these at each command. */
  @SafeVarargs
  private Function<List<String>, Uni<?>> answering(Map<String, Integer>... errors) {
    return documents -> {
      Map<String, Integer> now = errors[commands.size()];
      commands.add(documents);
      return Uni.createFrom().failure(bulk(documents, now));
    };
  }

  private static MongoBulkWriteException bulk(List<String> documents, Map<String, Integer> errors) {
    List<BulkWriteError> all = new ArrayList<>();
    errors.forEach((document, code) ->
        all.add(
            new BulkWriteError(code, "refused", new BsonDocument(), documents.indexOf(document))));
    return new MongoBulkWriteException(
        BulkWriteResult.unacknowledged(), all, null, new ServerAddress(), Set.of());
  }
}
