package dev.quanbao.claim;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.quanbao.access.Caller;
import dev.quanbao.giftpackage.CodeBook;
import dev.quanbao.giftpackage.CodeType;
import dev.quanbao.giftpackage.GiftPackage;
import dev.quanbao.giftpackage.GiftPackages;
import dev.quanbao.giftpackage.IssuedCode;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.Refused;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The copies of a package (子礼包): its children, or, where all copies share one code, those that have
 * been claimed.
 *
 * <p>A page is found by an index and not by counting through the pages before it: where copies have
 * places by its first place, else by what the page before it ended with.
 */
@ApplicationScoped
public class ListCopies {

  private static final int REMEMBERED_ENDS = 10_000;
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);
  private static final int STREAMED_AT_ONCE = 1_000;

  private final GiftPackages packages;
  private final CodeBook codeBook;
  private final Claims claims;
  private final Cache<PageStart, String> ends =
      Caffeine.newBuilder().maximumSize(REMEMBERED_ENDS).expireAfterWrite(REMEMBERED_FOR).build();

  ListCopies(GiftPackages packages, CodeBook codeBook, Claims claims) {
    this.packages = packages;
    this.codeBook = codeBook;
    this.claims = claims;
  }

  /**
   * One copy.
   *
   * @param code 礼包唯一编码
   * @param alias 自定义编号
   */
  public record Copy(String code, String alias, boolean claimed) {}

  /** A page of copies and how many there are in all. */
  public record Found(List<Copy> copies, long total) {}

  /** A page that begins where another ended. */
  private record PageStart(String packageId, @Nullable Boolean claimed, int pageSize, int pageNo) {}

  /**
   * A page of a package's copies.
   *
   * @param claimed only those that are claimed, or only those that aren't; null for all
   */
  public Uni<Found> page(
      String packageId, @Nullable Boolean claimed, int pageNo, int pageSize, Caller caller) {
    return undeleted(packageId, caller)
        .chain(parent -> {
          if (isUnique(parent)) {
            return claimed == null
                ? ofAllChildren(parent, pageNo, pageSize)
                : ofChildren(parent, claimed, pageNo, pageSize);
          }
          return Boolean.FALSE.equals(claimed)
              ? Uni.createFrom().item(new Found(List.of(), 0))
              : ofClaims(parent, pageNo, pageSize);
        });
  }

  /** All copies as a stream, as far as they are asked for. */
  public Multi<Copy> all(GiftPackage parent, @Nullable Boolean claimed) {
    if (isUnique(parent)) {
      return allChildren(parent)
          .filter(child -> claimed == null || claimed == (child.claimId() != null))
          .map(ListCopies::copy);
    }
    return Boolean.FALSE.equals(claimed)
        ? Multi.createFrom().empty()
        : claims
            .mongoCollection()
            .find(
                taken(parent),
                new FindOptions().batchSize(STREAMED_AT_ONCE).sort(Sorts.ascending("_id")))
            .map(claim -> copy(claim, parent));
  }

  // By their places, from one to another, and not by one cursor: a store may sort all of them
  // before it gives the first. An open end would be no better: it may sort all that follow.
  private Multi<IssuedCode> allChildren(GiftPackage parent) {
    int first = parent.codes().first();
    int end = parent.codes().next();
    return Multi.createFrom()
        .range(0, Math.ceilDiv(end - first, STREAMED_AT_ONCE))
        .map(portion -> first + portion * STREAMED_AT_ONCE)
        .onItem()
        .transformToUniAndConcatenate(
            from -> inPlaces(parent, from, Math.min(from + STREAMED_AT_ONCE, end)))
        .onItem()
        .disjoint();
  }

  /** The package, unless it was deleted: of that one only its details are told. */
  public Uni<GiftPackage> undeleted(String packageId, Caller caller) {
    return packages
        .visible(packageId, caller)
        .map(found -> {
          if (found.isDeleted()) {
            throw Refused.because(
                ErrorCode.STATE_NOT_ALLOWED, found.standing().sendStatus().number(), "codes");
          }
          return found;
        });
  }

  private static boolean isUnique(GiftPackage parent) {
    return parent.design().codes().type() == CodeType.UNIQUE;
  }

  private Uni<Found> ofAllChildren(GiftPackage parent, int pageNo, int pageSize) {
    long from = parent.codes().first() + (pageNo - 1L) * pageSize;
    long to = Math.min(from + pageSize, parent.codes().next());
    long total = (long) parent.codes().next() - parent.codes().first();
    if (from >= to) {
      return Uni.createFrom().item(new Found(List.of(), total));
    }
    return inPlaces(parent, (int) from, (int) to)
        .map(found -> new Found(found.stream().map(ListCopies::copy).toList(), total));
  }

  private Uni<Found> ofChildren(GiftPackage parent, boolean claimed, int pageNo, int pageSize) {
    int taken = parent.quota().claimed();
    long total = claimed ? taken : Math.max(0, parent.codes().made() - taken);
    if ((pageNo - 1L) * pageSize >= total) {
      return Uni.createFrom().item(new Found(List.of(), total));
    }
    var start = new PageStart(parent.id(), claimed, pageSize, pageNo);
    String behind = ends.getIfPresent(start);
    Bson which = Filters.and(Filters.eq("packageId", parent.id()), is(claimed));
    var options = new FindOptions().limit(pageSize);
    if (claimed) {
      options.sort(Sorts.ascending("claimId"));
    } else {
      options.sort(inOrder());
      which = Filters.and(which, Filters.lt("ordinal", parent.codes().next()));
    }
    if (behind == null) {
      options.skip((pageNo - 1) * pageSize);
      which = claimed ? which : Filters.and(which, Filters.gte("ordinal", parent.codes().first()));
    } else {
      which =
          Filters.and(
              which,
              claimed
                  ? Filters.gt("claimId", behind)
                  : Filters.gt("ordinal", Integer.parseInt(behind)));
    }
    return children(which, options)
        .invoke(found -> {
          if (found.size() == pageSize) {
            IssuedCode last = found.getLast();
            remember(start, claimed ? String.valueOf(last.claimId()) : "" + last.ordinal());
          }
        })
        .map(found -> new Found(found.stream().map(ListCopies::copy).toList(), total));
  }

  private Uni<Found> ofClaims(GiftPackage parent, int pageNo, int pageSize) {
    int total = parent.quota().claimed();
    if ((pageNo - 1L) * pageSize >= total) {
      return Uni.createFrom().item(new Found(List.of(), total));
    }
    var start = new PageStart(parent.id(), null, pageSize, pageNo);
    String behind = ends.getIfPresent(start);
    var options = new FindOptions().sort(Sorts.ascending("_id")).limit(pageSize);
    Bson which = taken(parent);
    if (behind == null) {
      options.skip((pageNo - 1) * pageSize);
    } else {
      which = Filters.and(which, Filters.gt("_id", behind));
    }
    return claims
        .mongoCollection()
        .find(which, options)
        .collect()
        .asList()
        .invoke(found -> {
          if (found.size() == pageSize) {
            remember(start, found.getLast().id());
          }
        })
        .map(found -> new Found(found.stream().map(claim -> copy(claim, parent)).toList(), total));
  }

  private void remember(PageStart start, String end) {
    ends.put(
        new PageStart(start.packageId(), start.claimed(), start.pageSize(), start.pageNo() + 1),
        end);
  }

  private Uni<List<IssuedCode>> inPlaces(GiftPackage parent, int from, int to) {
    return children(
        Filters.and(
            Filters.eq("packageId", parent.id()),
            Filters.gte("ordinal", from),
            Filters.lt("ordinal", to)),
        new FindOptions().sort(inOrder()));
  }

  private Uni<List<IssuedCode>> children(Bson which, FindOptions options) {
    return codeBook.mongoCollection().find(which, options).collect().asList();
  }

  private static Bson is(boolean claimed) {
    return claimed ? Filters.gt("claimId", "") : Filters.eq("claimId", null);
  }

  // What was passed on is the same copy that an OP had claimed.
  private static Bson taken(GiftPackage parent) {
    return Filters.and(Filters.eq("packageId", parent.id()), Filters.eq("passedOn", false));
  }

  private static Bson inOrder() {
    return Sorts.ascending("ordinal");
  }

  private static Copy copy(IssuedCode child) {
    return new Copy(child.code(), child.alias(), child.claimId() != null);
  }

  private static Copy copy(Claim claim, GiftPackage parent) {
    return new Copy(claim.copyCode(), String.valueOf(parent.design().codes().shared()), true);
  }
}
