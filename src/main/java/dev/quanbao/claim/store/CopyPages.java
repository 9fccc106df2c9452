package dev.quanbao.claim.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.CopyFilter;
import dev.quanbao.claim.store.StoredClaim.OwnerKind;
import dev.quanbao.giftpackage.model.Quota;
import dev.quanbao.giftpackage.store.HolderFilters;
import dev.quanbao.platform.page.Page;
import dev.quanbao.platform.page.PageEnds;
import dev.quanbao.platform.page.PageRequest;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.bson.conversions.Bson;

/**
 * Lists the copies of packages with one code for all copies: each is the claim that took it from
 * the quota. A claim that takes a copy over has the same copy, and is no second one.
 *
 * <p>A page is found by the id with which the page before it ended, and not by counting through the
 * pages before it.
 */
@ApplicationScoped
public class CopyPages {

  private static final int STREAMED_AT_ONCE = 1_000;

  private final ClaimRepository claims;
  private final PageEnds<CopyFilter, String> ends = new PageEnds<>();

  public CopyPages(ClaimRepository claims) {
    this.claims = claims;
  }

  /**
   * Finds a page of copies.
   *
   * @param quota counts them
   */
  public Uni<Page<Claim>> findPage(CopyFilter copies, Quota quota, PageRequest page) {
    long total = copies.count(quota);
    if (page.offset() >= total) {
      return Uni.createFrom().item(Page.empty(total));
    }
    Optional<String> end = ends.findEndBefore(copies, page);
    var options = new FindOptions().sort(Sorts.ascending(ClaimFields.ID)).limit(page.size());
    return claims
        .mongoCollection()
        .find(
            end.map(id -> Filters.and(filter(copies), Filters.gt(ClaimFields.ID, id)))
                .orElseGet(() -> filter(copies)),
            end.isPresent() ? options : options.skip((int) page.offset()))
        .map(StoredClaim::toClaim)
        .collect()
        .asList()
        .invoke(found -> ends.remember(copies, page, found, Claim::id))
        .map(found -> new Page<>(found, total));
  }

  /** Streams copies in no order: a store may sort all of them before it returns the first. */
  public Multi<Claim> stream(CopyFilter copies) {
    return claims
        .mongoCollection()
        .find(filter(copies), new FindOptions().batchSize(STREAMED_AT_ONCE))
        .map(StoredClaim::toClaim);
  }

  private static Bson filter(CopyFilter copies) {
    Bson taken =
        Filters.and(
            Filters.eq(ClaimFields.PACKAGE_ID, copies.packageId()),
            Filters.eq(ClaimFields.PASSED_ON, false));
    if (copies.claimed() == null) {
      return taken;
    }
    return copies.claimed()
        ? Filters.and(
            taken,
            Filters.or(
                Filters.ne(ClaimFields.OWNER_TYPE, OwnerKind.RECIPIENT),
                Filters.ne(ClaimFields.PASSED_TO, null)))
        : Filters.and(
            taken,
            HolderFilters.isSetAside(ClaimFields.ID),
            Filters.eq(ClaimFields.PASSED_TO, null));
  }
}
