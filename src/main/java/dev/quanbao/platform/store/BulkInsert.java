package dev.quanbao.platform.store;

import com.mongodb.client.model.InsertManyOptions;
import dev.quanbao.platform.store.StoreErrors.Refusals;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Inserts many documents with one command, each for itself.
 *
 * <p>A document is stored or its key is taken; there is no third outcome but a failure of the
 * whole. A document that had to give way to another insert is inserted again, and then either
 * stored or a duplicate of the other.
 */
public final class BulkInsert {

  private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);
  private static final int ATTEMPTS = 10;

  private BulkInsert() {}

  /** Inserts documents and gives back the places of those whose key is taken. */
  public static <T> Uni<Set<Integer>> into(
      ReactiveMongoCollection<T> collection, List<T> documents) {
    return documents.isEmpty()
        ? Uni.createFrom().item(Set.of())
        : insert(documents, some -> collection.insertMany(some, UNORDERED));
  }

  static <T> Uni<Set<Integer>> insert(List<T> documents, Function<List<T>, Uni<?>> command) {
    List<Integer> all = IntStream.range(0, documents.size()).boxed().toList();
    return insert(documents, all, command, ATTEMPTS);
  }

  private static <T> Uni<Set<Integer>> insert(
      List<T> documents, List<Integer> places, Function<List<T>, Uni<?>> command, int attempts) {
    long start = System.nanoTime();
    return command
        .apply(places.stream().map(documents::get).toList())
        .replaceWith(Refusals.NONE)
        .onFailure(failure -> isSortedOut(failure, attempts))
        .recoverWithItem(failure -> StoreErrors.refusals(failure).orElseThrow())
        .chain(refused -> {
          Set<Integer> duplicates = new TreeSet<>(at(places, refused.duplicates()));
          return refused.gaveWay().isEmpty()
              ? Uni.createFrom().item(duplicates)
              : WriteRetry.pauseAfter(start)
                  .chain(
                      () -> insert(documents, at(places, refused.gaveWay()), command, attempts - 1))
                  .invoke(duplicates::addAll)
                  .replaceWith(duplicates);
        });
  }

  private static boolean isSortedOut(Throwable failure, int attempts) {
    return StoreErrors.refusals(failure)
        .filter(refused -> refused.gaveWay().isEmpty() || attempts > 1)
        .isPresent();
  }

  private static List<Integer> at(List<Integer> places, Collection<Integer> which) {
    List<Integer> found = new ArrayList<>(which.size());
    which.forEach(place -> found.add(places.get(place)));
    return found;
  }
}
