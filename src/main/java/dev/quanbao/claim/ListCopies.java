package dev.quanbao.claim;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.quanbao.access.model.Caller;
import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.RecipientIds;
import dev.quanbao.claim.store.ChildKind;
import dev.quanbao.claim.store.ChildWalk;
import dev.quanbao.claim.store.ChildWalk.Way;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.claim.store.OwnerFilters;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.giftpackage.model.Quota;
import dev.quanbao.giftpackage.store.AliasCodeRepository;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.page.Page;
import dev.quanbao.ticket.model.OwnerType;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The copies of a package (子礼包): its children, or, where all copies share one code, those that have
 * been claimed or set aside. One that is set aside isn't claimed.
 *
 * <p>A page is found by an index and not by counting through the pages before it: where copies have
 * places by its first place, else by what the page before it ended with. Only who jumps to a late
 * page of the claimed or the free ones has those before it counted once, if many are claimed.
 */
@ApplicationScoped
public class ListCopies {

  private static final int REMEMBERED_ENDS = 10_000;
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);
  private static final int STREAMED_AT_ONCE = 1_000;

  private final GiftPackageRepository packages;
  private final AliasCodeRepository codeBook;
  private final ClaimRepository claims;
  private final ChildWalk walk;
  private final Cache<PageStart, String> ends =
      Caffeine.newBuilder().maximumSize(REMEMBERED_ENDS).expireAfterWrite(REMEMBERED_FOR).build();

  public ListCopies(
      GiftPackageRepository packages,
      AliasCodeRepository codeBook,
      ClaimRepository claims,
      ChildWalk walk) {
    this.packages = packages;
    this.codeBook = codeBook;
    this.claims = claims;
    this.walk = walk;
  }

  /**
   * One copy.
   *
   * @param code 礼包唯一编码
   * @param alias 自定义编号
   */
  public record Copy(String code, String alias, boolean claimed) {}

  /** A page that begins where another ended. */
  private record PageStart(String packageId, @Nullable Boolean claimed, int pageSize, int pageNo) {

    long offset() {
      return (pageNo - 1L) * pageSize;
    }
  }

  /**
   * A page of a package's copies.
   *
   * @param claimed only those that are claimed, or only those that aren't; null for all
   */
  public Uni<Page<Copy>> page(
      String packageId, @Nullable Boolean claimed, int pageNo, int pageSize, Caller caller) {
    return undeleted(packageId, caller)
        .chain(parent -> {
          if (isUnique(parent)) {
            return claimed == null
                ? ofAllChildren(parent, pageNo, pageSize)
                : claimed
                    ? ofClaimedChildren(parent, pageNo, pageSize)
                    : ofUnclaimedChildren(parent, pageNo, pageSize);
          }
          return ofClaims(parent, claimed, pageNo, pageSize);
        });
  }

  /** All copies as a stream, as far as they are asked for. */
  public Multi<Copy> all(GiftPackage parent, @Nullable Boolean claimed) {
    if (isUnique(parent)) {
      return (Boolean.TRUE.equals(claimed) ? claimedChildren(parent) : allChildren(parent))
          .map(ListCopies::copy)
          .filter(copy -> claimed == null || claimed == copy.claimed());
    }
    // In no order: a store may sort all of them before it gives the first.
    return claims
        .mongoCollection()
        .find(taken(parent, claimed), new FindOptions().batchSize(STREAMED_AT_ONCE))
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

  private Multi<IssuedCode> claimedChildren(GiftPackage parent) {
    if (parent.quota().claimed() > ChildKind.FEW) {
      return allChildren(parent);
    }
    return codeBook
        .mongoCollection()
        .find(ChildKind.CLAIMED.of(parent), new FindOptions().sort(inOrder()));
  }

  /** The package, unless it was deleted: of that one only its details are told. */
  public Uni<GiftPackage> undeleted(String packageId, Caller caller) {
    return packages
        .visible(packageId, caller)
        .map(found -> {
          if (found.isDeleted()) {
            throw RequestRefusedException.because(
                ErrorCode.STATE_NOT_ALLOWED, found.standing().sendStatus().number(), "codes");
          }
          return found;
        });
  }

  private static boolean isUnique(GiftPackage parent) {
    return parent.design().codes().type() == CodeType.UNIQUE;
  }

  private Uni<Page<Copy>> ofAllChildren(GiftPackage parent, int pageNo, int pageSize) {
    long from = parent.codes().first() + (pageNo - 1L) * pageSize;
    long to = Math.min(from + pageSize, parent.codes().next());
    long total = (long) parent.codes().next() - parent.codes().first();
    if (from >= to) {
      return Uni.createFrom().item(Page.empty(total));
    }
    return inPlaces(parent, (int) from, (int) to)
        .map(found -> new Page<>(found.stream().map(ListCopies::copy).toList(), total));
  }

  private Uni<Page<Copy>> ofClaimedChildren(GiftPackage parent, int pageNo, int pageSize) {
    int total = parent.quota().claimed();
    if ((pageNo - 1L) * pageSize >= total) {
      return Uni.createFrom().item(Page.empty(total));
    }
    return ofKind(
            parent, ChildKind.CLAIMED, total, new PageStart(parent.id(), true, pageSize, pageNo))
        .map(found -> new Page<>(found.stream().map(ListCopies::copy).toList(), total));
  }

  // First those that anybody may claim, in their order, then those that are set aside.
  private Uni<Page<Copy>> ofUnclaimedChildren(GiftPackage parent, int pageNo, int pageSize) {
    int setAside = parent.quota().setAside();
    long total = Math.max(0, parent.codes().made() - parent.quota().claimed());
    long free = Math.max(0, total - setAside);
    var start = new PageStart(parent.id(), false, pageSize, pageNo);
    Uni<List<IssuedCode>> first =
        start.offset() < free
            ? ofKind(parent, ChildKind.FREE, free, start)
            : Uni.createFrom().item(List.of());
    return first
        .chain(found ->
            found.size() == pageSize || start.offset() >= total
                ? Uni.createFrom().item(found)
                : setAside(parent, Math.max(0, start.offset() - free), pageSize - found.size())
                    .map(rest -> Stream.concat(found.stream(), rest.stream()).toList()))
        .map(found -> new Page<>(found.stream().map(ListCopies::copy).toList(), total));
  }

  private Uni<List<IssuedCode>> ofKind(
      GiftPackage parent, ChildKind kind, long total, PageStart start) {
    if (total <= ChildKind.FEW) {
      return children(
          kind.of(parent),
          new FindOptions().sort(inOrder()).skip((int) start.offset()).limit(start.pageSize()));
    }
    Uni<Way> rest = behindThose(parent, kind, start);
    return rest.chain(way -> walk.next(way, start.pageSize()))
        .invoke(found -> {
          if (found.size() == start.pageSize()) {
            remember(start, "" + found.getLast().ordinal());
          }
        });
  }

  private Uni<Way> behindThose(GiftPackage parent, ChildKind kind, PageStart start) {
    Way whole = Way.all(parent, kind);
    String behind = ends.getIfPresent(start);
    if (behind != null) {
      return Uni.createFrom().item(whole.from(Integer.parseInt(behind) + 1));
    }
    return kind == ChildKind.FREE && parent.quota().taken() <= ChildKind.FEW
        ? walk.passFree(whole, start.offset())
        : walk.pass(whole, start.offset());
  }

  private Uni<List<IssuedCode>> setAside(GiftPackage parent, long offset, int limit) {
    return children(
        Filters.and(
            Filters.eq("packageId", parent.id()), OwnerFilters.isReceivers(ChildKind.HOLDER)),
        new FindOptions().sort(Sorts.ascending(ChildKind.HOLDER)).skip((int) offset).limit(limit));
  }

  private Uni<Page<Copy>> ofClaims(
      GiftPackage parent, @Nullable Boolean claimed, int pageNo, int pageSize) {
    Quota quota = parent.quota();
    int total =
        (Boolean.FALSE.equals(claimed) ? 0 : quota.claimed())
            + (Boolean.TRUE.equals(claimed) ? 0 : quota.setAside());
    var start = new PageStart(parent.id(), claimed, pageSize, pageNo);
    if (start.offset() >= total) {
      return Uni.createFrom().item(Page.empty(total));
    }
    String behind = ends.getIfPresent(start);
    var options = new FindOptions().sort(Sorts.ascending("_id")).limit(pageSize);
    Bson which = taken(parent, claimed);
    if (behind == null) {
      options.skip((int) start.offset());
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
        .map(found -> new Page<>(found.stream().map(claim -> copy(claim, parent)).toList(), total));
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

  // What was passed on is the same copy that an OP had claimed, or that was set aside.
  private static Bson taken(GiftPackage parent, @Nullable Boolean claimed) {
    Bson taken = Filters.and(Filters.eq("packageId", parent.id()), Filters.eq("passedOn", false));
    if (claimed == null) {
      return taken;
    }
    return claimed
        ? Filters.and(
            taken,
            Filters.or(Filters.ne("ownerType", OwnerType.RECEIVER), Filters.ne("passedTo", null)))
        : Filters.and(taken, OwnerFilters.isReceivers("_id"), Filters.eq("passedTo", null));
  }

  private static Bson inOrder() {
    return Sorts.ascending("ordinal");
  }

  private static Copy copy(IssuedCode child) {
    return new Copy(
        child.code(), child.alias(), child.claimId() != null && !RecipientIds.own(child.claimId()));
  }

  private static Copy copy(Claim claim, GiftPackage parent) {
    return new Copy(
        claim.copyCode(),
        String.valueOf(parent.design().codes().shared()),
        !claim.isSetAside() || claim.passedTo() != null);
  }
}
