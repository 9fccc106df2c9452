package dev.quanbao.claim;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.quanbao.giftpackage.CodeBook;
import dev.quanbao.giftpackage.GiftPackage;
import dev.quanbao.giftpackage.IssuedCode;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.bson.conversions.Bson;

/**
 * Finds children of one kind by walking over the places of their package.
 *
 * <p>It walks in stretches that have two ends. Where one end is open a store may sort all that
 * follow before it gives the first: seconds for a page of ten million, instead of milliseconds.
 */
@ApplicationScoped
class ChildWalk {

  private static final int SHORTEST = 1_000;
  private static final int LONGEST = 1 << 18;

  private final CodeBook codeBook;
  private final int shortest;
  private final int longest;

  @Inject
  ChildWalk(CodeBook codeBook) {
    this(codeBook, SHORTEST, LONGEST);
  }

  ChildWalk(CodeBook codeBook, int shortest, int longest) {
    this.codeBook = codeBook;
    this.shortest = shortest;
    this.longest = longest;
  }

  /**
   * What is left to walk over.
   *
   * @param packageId the parent
   * @param kind which of its children are looked for
   * @param from the first place
   * @param end the place behind the last
   */
  record Way(String packageId, Bson kind, int from, int end) {

    static Way all(GiftPackage parent, Bson kind) {
      return new Way(parent.id(), kind, parent.codes().first(), parent.codes().next());
    }

    Way from(int place) {
      return new Way(packageId, kind, place, end);
    }

    Way behind(IssuedCode child) {
      return from(child.ordinal() + 1);
    }

    boolean isOver() {
      return from >= end;
    }

    int stretch(int length) {
      return Math.min(from + length, end);
    }

    Bson upTo(int place) {
      return Filters.and(
          Filters.eq("packageId", packageId),
          kind,
          Filters.gte("ordinal", from),
          Filters.lt("ordinal", place));
    }
  }

  /** The next children on a way, so many of them or all there are. */
  Uni<List<IssuedCode>> next(Way way, int count) {
    return next(way, count, Math.max(shortest, count));
  }

  private Uni<List<IssuedCode>> next(Way way, int count, int length) {
    if (way.isOver() || count <= 0) {
      return Uni.createFrom().item(List.of());
    }
    int stretch = way.stretch(length);
    return codeBook
        .mongoCollection()
        .find(way.upTo(stretch), new FindOptions().sort(Sorts.ascending("ordinal")).limit(count))
        .collect()
        .asList()
        .chain(found ->
            found.size() == count
                ? Uni.createFrom().item(found)
                : next(
                        way.from(stretch),
                        count - found.size(),
                        Math.min(2 * length, Math.max(length, longest)))
                    .map(rest -> Stream.concat(found.stream(), rest.stream()).toList()));
  }

  /** What is left of a way behind the next so many children. */
  Uni<Way> pass(Way way, long count) {
    return pass(way, count, longest);
  }

  private Uni<Way> pass(Way way, long count, int length) {
    if (way.isOver() || count <= 0) {
      return Uni.createFrom().item(way);
    }
    if (length <= shortest) {
      return next(way, (int) count)
          .map(passed -> passed.isEmpty() ? way.from(way.end()) : way.behind(passed.getLast()));
    }
    int stretch = way.stretch(length);
    return codeBook
        .mongoCollection()
        .countDocuments(way.upTo(stretch))
        .chain(found ->
            found <= count
                ? pass(way.from(stretch), count - found, length)
                : pass(way, count, length / 2));
  }
}
