package dev.quanbao.claim.store;

import com.mongodb.client.model.Sorts;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.giftpackage.store.AliasCodeRepository;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.conversions.Bson;

/**
 * Finds children of one kind by walking over the places of their package.
 *
 * <p>It walks in stretches that have two ends, short ones first. Where one end is open a store may
 * sort all that follow before it gives the first: seconds for a page of ten million, instead of
 * milliseconds.
 */
@ApplicationScoped
public class ChildWalk {

  private static final int SHORTEST = 128;
  private static final int LONGEST = 1 << 18;

  private final AliasCodeRepository codeBook;
  private final int shortest;
  private final int longest;

  @Inject
  public ChildWalk(AliasCodeRepository codeBook) {
    this(codeBook, SHORTEST, LONGEST);
  }

  public ChildWalk(AliasCodeRepository codeBook, int shortest, int longest) {
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
  public record Way(String packageId, ChildKind kind, int from, int end) {

    public static Way all(GiftPackage parent, ChildKind kind) {
      return new Way(parent.id(), kind, parent.codes().first(), parent.codes().next());
    }

    public Way from(int place) {
      return new Way(packageId, kind, place, end);
    }

    Way behind(IssuedCode child) {
      return from(child.ordinal() + 1);
    }

    boolean isOver() {
      return from >= end;
    }

    int stretch(int length) {
      return length < end - from ? from + length : end;
    }

    Bson upTo(int place) {
      return kind.inFewPlaces(packageId, from, place);
    }
  }

  /** What the first stretch has that has anything; null when none has. */
  Uni<IssuedCode> first(Way way, Function<Bson, Uni<IssuedCode>> look) {
    return first(way, look, shortest);
  }

  private Uni<IssuedCode> first(Way way, Function<Bson, Uni<IssuedCode>> look, int length) {
    if (way.isOver()) {
      return Uni.createFrom().nullItem();
    }
    int stretch = way.stretch(length);
    return look.apply(way.upTo(stretch))
        .onItem()
        .ifNull()
        .switchTo(() -> first(way.from(stretch), look, longer(length)));
  }

  /** The next children on a way, so many of them or all there are. */
  public Uni<List<IssuedCode>> next(Way way, int count) {
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
                : next(way.from(stretch), count - found.size(), longer(length))
                    .map(rest -> Stream.concat(found.stream(), rest.stream()).toList()));
  }

  private int longer(int length) {
    return Math.min(2 * length, Math.max(length, longest));
  }

  /** What is left of a way behind the next so many children. */
  public Uni<Way> pass(Way way, long count) {
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

  /**
   * What is left of a way of free children behind the next so many: right where few are taken,
   * since all of these are read.
   */
  public Uni<Way> passFree(Way way, long count) {
    return codeBook
        .mongoCollection()
        .find(
            ChildKind.TAKEN.ofFew(way.packageId(), way.from(), way.end()),
            new FindOptions().sort(Sorts.ascending("ordinal")))
        .map(IssuedCode::ordinal)
        .collect()
        .asList()
        .map(taken -> way.from((int) Math.min(way.end(), behind(way.from() + count, taken))));
  }

  // Each that is taken makes the way to the same number of free ones longer by one.
  private static long behind(long place, List<Integer> taken) {
    long behind = place;
    for (int each : taken) {
      if (each >= behind) {
        break;
      }
      behind++;
    }
    return behind;
  }
}
