package dev.quanbao.claim.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.quanbao.directory.model.Company;
import dev.quanbao.directory.store.CompanyRepository;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Packages as claims have seen them last, kept in memory.
 *
 * <p>Good for preparing a claim, since the quota's write holds every limit again. A rejection needs
 * a fresh look, but for one: that a package is sold out may be up to {@link #SOLD_OUT_AGE} old, so
 * that a run on it doesn't become a run on the store.
 */
@ApplicationScoped
public class RecentPackages {

  static final Duration SOLD_OUT_AGE = Duration.ofMillis(250);

  private static final Duration MAX_AGE = Duration.ofSeconds(30);
  private static final int MAX_PACKAGES = 10_000;

  private final GiftPackageRepository packages;
  private final CompanyRepository companies;
  private final Cache<String, Seen> seen =
      Caffeine.newBuilder().maximumSize(MAX_PACKAGES).expireAfterWrite(MAX_AGE).build();

  RecentPackages(GiftPackageRepository packages, CompanyRepository companies) {
    this.packages = packages;
    this.companies = companies;
  }

  /** A package, the names of its company, and when they were read. */
  public record Seen(GiftPackage claimed, Company company, long atNanos) {

    boolean isOlderThan(Duration age) {
      return System.nanoTime() - atNanos > age.toNanos();
    }
  }

  /** The package as it was seen last, or else as it is; empty if there is none. */
  public Uni<Optional<Seen>> seen(String packageId) {
    Seen last = seen.getIfPresent(packageId);
    return last == null ? fresh(packageId) : Uni.createFrom().item(Optional.of(last));
  }

  /** The package as it is now. */
  public Uni<Optional<Seen>> fresh(String packageId) {
    long started = System.nanoTime();
    return packages
        .findById(packageId)
        .chain(found ->
            found == null || found.hiddenSince() != null
                ? Uni.createFrom().item(Optional.empty())
                : withNames(found, started).map(Optional::of));
  }

  private Uni<Seen> withNames(GiftPackage found, long started) {
    return companies
        .recent(found.companyId())
        .map(company -> new Seen(found, company, started))
        .invoke(now -> seen.put(found.id(), now));
  }
}
