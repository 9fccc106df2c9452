package dev.quanbao.giftpackage.store;

import com.mongodb.client.model.Sorts;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.IssuedCode;
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
 * <p>It walks in stretches that have two ends, short ones first. Where one end is open, a store may
 * sort all children behind the other before it returns the first: that takes seconds for a page of
 * ten million, instead of milliseconds.
 */
@ApplicationScoped
public class ChildWalk {

  static final Bson IN_ORDER = Sorts.ascending(AliasCodeFields.ORDINAL);

  private static final int SHORTEST = 128;
  private static final int LONGEST = 1 << 18;

  private final AliasCodeRepository aliasCodes;
  private final int shortest;
  private final int longest;

  @Inject
  public ChildWalk(AliasCodeRepository aliasCodes) {
    this(aliasCodes, SHORTEST, LONGEST);
  }

  public ChildWalk(AliasCodeRepository aliasCodes, int shortest, int longest) {
    this.aliasCodes = aliasCodes;
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
  record Way(String packageId, ChildKind kind, int from, int end) {

    static Way over(GiftPackage parent, ChildKind kind) {
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
      return length < end - from ? from + length : end;
    }

    Bson filterUpTo(int place) {
      return kind.filterPlaces(packageId, from, place);
    }
  }

  /** Looks at one stretch after another until a look finds a child; null when none does. */
  Uni<IssuedCode> first(Way way, Function<Bson, Uni<IssuedCode>> look) {
    return first(way, look, shortest);
  }

  private Uni<IssuedCode> first(Way way, Function<Bson, Uni<IssuedCode>> look, int length) {
    if (way.isOver()) {
      return Uni.createFrom().nullItem();
    }
    int stretch = way.stretch(length);
    return look.apply(way.filterUpTo(stretch))
        .onItem()
        .ifNull()
        .switchTo(() -> first(way.from(stretch), look, longer(length)));
  }

  /** Finds the next children on a way, so many of them or all there are. */
  Uni<List<IssuedCode>> next(Way way, int count) {
    return next(way, count, Math.max(shortest, count));
  }

  private Uni<List<IssuedCode>> next(Way way, int count, int length) {
    if (way.isOver() || count <= 0) {
      return Uni.createFrom().item(List.of());
    }
    int stretch = way.stretch(length);
    return aliasCodes
        .mongoCollection()
        .find(way.filterUpTo(stretch), new FindOptions().sort(IN_ORDER).limit(count))
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

  /** Finds what is left of a way behind the next so many children. */
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
    return aliasCodes
        .mongoCollection()
        .countDocuments(way.filterUpTo(stretch))
        .chain(found ->
            found <= count
                ? pass(way.from(stretch), count - found, length)
                : pass(way, count, length / 2));
  }

  /**
   * Finds what is left of a way of free children behind the next so many. It reads all children
   * that are taken: for packages of which few are.
   */
  Uni<Way> passFree(Way way, long count) {
    return aliasCodes
        .mongoCollection()
        .find(
            ChildKind.TAKEN.filterKind(way.packageId(), way.from(), way.end()),
            new FindOptions().sort(IN_ORDER))
        .map(IssuedCode::ordinal)
        .collect()
        .asList()
        .map(taken -> way.from((int) Math.min(way.end(), behind(way.from() + count, taken))));
  }

  // Each child that is taken moves the place behind the same number of free ones on by one.
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
