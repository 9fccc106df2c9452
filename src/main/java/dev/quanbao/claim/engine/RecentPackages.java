package dev.quanbao.claim.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.quanbao.directory.store.CompanyRepository;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Snapshots of packages that claims have read, kept in memory.
 *
 * <p>A snapshot is enough to prepare a claim, since the quota's write checks every limit again. A
 * rejection needs a new one, with one exception: that a package is sold out may be up to {@link
 * #SOLD_OUT_AGE} old, so that a run on the package does not become a run on the store.
 */
@ApplicationScoped
public class RecentPackages {

  static final Duration SOLD_OUT_AGE = Duration.ofMillis(250);

  private static final Duration MAX_AGE = Duration.ofSeconds(30);
  private static final int MAX_PACKAGES = 10_000;

  private final GiftPackageRepository packages;
  private final CompanyRepository companies;
  private final Cache<String, PackageSnapshot> snapshots =
      Caffeine.newBuilder().maximumSize(MAX_PACKAGES).expireAfterWrite(MAX_AGE).build();

  RecentPackages(GiftPackageRepository packages, CompanyRepository companies) {
    this.packages = packages;
    this.companies = companies;
  }

  /** The package as it was read last, or else as it is; empty if there is none. */
  public Uni<Optional<PackageSnapshot>> recall(String packageId) {
    PackageSnapshot last = snapshots.getIfPresent(packageId);
    return last == null ? read(packageId) : Uni.createFrom().item(Optional.of(last));
  }

  /** The package as it is now; empty if there is none. */
  public Uni<Optional<PackageSnapshot>> read(String packageId) {
    long started = System.nanoTime();
    return packages
        .findById(packageId)
        .chain(found ->
            found == null || found.creatingSince() != null
                ? Uni.createFrom().item(Optional.empty())
                : withNames(found, started).map(Optional::of));
  }

  /** The package as it is now, or the refusal of a request that needs one. */
  Uni<PackageSnapshot> require(String packageId) {
    return read(packageId)
        .map(
            found -> found.orElseThrow(() -> RequestRefusedException.because(ErrorCode.NOT_FOUND)));
  }

  private Uni<PackageSnapshot> withNames(GiftPackage found, long started) {
    return companies
        .findRecent(found.companyId())
        .map(company -> new PackageSnapshot(found, company, started))
        .invoke(snapshot -> snapshots.put(found.id(), snapshot));
  }
}
