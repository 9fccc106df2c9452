package dev.quanbao.giftpackage.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.giftpackage.store.ChildWalk.Way;
import dev.quanbao.platform.page.Page;
import dev.quanbao.platform.page.PageEnds;
import dev.quanbao.platform.page.PageRequest;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Lists the children of a package page by page, and as a stream.
 *
 * <p>A page is found by an index and not by counting through the pages before it: one of all
 * children by its first place, one of a kind by the place at which the page before it ended. Only a
 * client that jumps to a late page of the claimed or the free ones has those before it counted
 * once, if many are claimed.
 */
@ApplicationScoped
public class ChildPages {

  private static final int STREAMED_AT_ONCE = 1_000;

  private final AliasCodeRepository aliasCodes;
  private final ChildWalk walk;
  private final PageEnds<Listing, Integer> ends = new PageEnds<>();

  public ChildPages(AliasCodeRepository aliasCodes, ChildWalk walk) {
    this.aliasCodes = aliasCodes;
    this.walk = walk;
  }

  /** The children of one kind of a package, in the order of their places. */
  private record Listing(String packageId, ChildKind kind) {}

  /**
   * Finds a page of a package's children.
   *
   * @param claimed only those that are claimed, or only those that aren't; null for all
   */
  public Uni<Page<IssuedCode>> findPage(
      GiftPackage parent, @Nullable Boolean claimed, PageRequest page) {
    if (claimed == null) {
      return findAll(parent, page);
    }
    return claimed ? findClaimed(parent, page) : findUnclaimed(parent, page);
  }

  private Uni<Page<IssuedCode>> findAll(GiftPackage parent, PageRequest page) {
    long from = parent.codes().first() + page.offset();
    long to = Math.min(from + page.size(), parent.codes().next());
    long total = (long) parent.codes().next() - parent.codes().first();
    return from >= to
        ? Uni.createFrom().item(Page.empty(total))
        : findPlaces(parent, (int) from, (int) to).map(found -> new Page<>(found, total));
  }

  private Uni<Page<IssuedCode>> findClaimed(GiftPackage parent, PageRequest page) {
    int total = parent.quota().claimed();
    return page.offset() >= total
        ? Uni.createFrom().item(Page.empty(total))
        : findKind(parent, ChildKind.CLAIMED, total, page).map(found -> new Page<>(found, total));
  }

  // First the free ones, in the order of their places, then those that are set aside.
  private Uni<Page<IssuedCode>> findUnclaimed(GiftPackage parent, PageRequest page) {
    long total = Math.max(0, parent.codes().made() - parent.quota().claimed());
    long free = Math.max(0, total - parent.quota().setAside());
    Uni<List<IssuedCode>> freeOnes =
        page.offset() < free
            ? findKind(parent, ChildKind.FREE, free, page)
            : Uni.createFrom().item(List.of());
    return freeOnes
        .chain(found ->
            found.size() == page.size() || page.offset() >= total
                ? Uni.createFrom().item(found)
                : findSetAside(
                        parent, Math.max(0, page.offset() - free), page.size() - found.size())
                    .map(rest -> Stream.concat(found.stream(), rest.stream()).toList()))
        .map(found -> new Page<>(found, total));
  }

  private Uni<List<IssuedCode>> findKind(
      GiftPackage parent, ChildKind kind, long total, PageRequest page) {
    if (total <= ChildKind.FEW) {
      return find(
          kind.filterAll(parent),
          new FindOptions().sort(ChildWalk.IN_ORDER).skip((int) page.offset()).limit(page.size()));
    }
    var listing = new Listing(parent.id(), kind);
    return findWay(parent, listing, page)
        .chain(way -> walk.next(way, page.size()))
        .invoke(found -> ends.remember(listing, page, found, IssuedCode::ordinal));
  }

  /** Finds the places in which a page and all pages after it lie. */
  private Uni<Way> findWay(GiftPackage parent, Listing listing, PageRequest page) {
    Way whole = Way.over(parent, listing.kind());
    return ends.findEndBefore(listing, page)
        .map(end -> Uni.createFrom().item(whole.from(end + 1)))
        .orElseGet(() ->
            listing.kind() == ChildKind.FREE && parent.quota().taken() <= ChildKind.FEW
                ? walk.passFree(whole, page.offset())
                : walk.pass(whole, page.offset()));
  }

  private Uni<List<IssuedCode>> findSetAside(GiftPackage parent, long offset, int limit) {
    return find(
        Filters.and(
            Filters.eq(AliasCodeFields.PACKAGE_ID, parent.id()),
            HolderFilters.isSetAside(AliasCodeFields.CLAIM_ID)),
        new FindOptions()
            .sort(Sorts.ascending(AliasCodeFields.CLAIM_ID))
            .skip((int) offset)
            .limit(limit));
  }

  private Uni<List<IssuedCode>> findPlaces(GiftPackage parent, int from, int to) {
    return find(
        Filters.and(
            Filters.eq(AliasCodeFields.PACKAGE_ID, parent.id()),
            Filters.gte(AliasCodeFields.ORDINAL, from),
            Filters.lt(AliasCodeFields.ORDINAL, to)),
        new FindOptions().sort(ChildWalk.IN_ORDER));
  }

  private Uni<List<IssuedCode>> find(Bson which, FindOptions options) {
    return aliasCodes.mongoCollection().find(which, options).collect().asList();
  }

  /**
   * Streams a package's children, as far as the subscriber asks for them.
   *
   * @param claimed only those that are claimed, or only those that aren't; null for all
   */
  public Multi<IssuedCode> stream(GiftPackage parent, @Nullable Boolean claimed) {
    if (claimed == null) {
      return streamAll(parent);
    }
    return (claimed ? streamClaimed(parent) : streamAll(parent))
        .filter(child -> child.isClaimed() == claimed);
  }

  // One look-up for each stretch of places, and not one cursor: a store may sort all children
  // before it returns the first. An open end would be no better: it may sort all that follow.
  private Multi<IssuedCode> streamAll(GiftPackage parent) {
    int first = parent.codes().first();
    int end = parent.codes().next();
    return Multi.createFrom()
        .range(0, Math.ceilDiv(end - first, STREAMED_AT_ONCE))
        .map(portion -> first + portion * STREAMED_AT_ONCE)
        .onItem()
        .transformToUniAndConcatenate(
            from -> findPlaces(parent, from, Math.min(from + STREAMED_AT_ONCE, end)))
        .onItem()
        .disjoint();
  }

  private Multi<IssuedCode> streamClaimed(GiftPackage parent) {
    return parent.quota().claimed() > ChildKind.FEW
        ? streamAll(parent)
        : aliasCodes
            .mongoCollection()
            .find(ChildKind.CLAIMED.filterAll(parent), new FindOptions().sort(ChildWalk.IN_ORDER));
  }
}
