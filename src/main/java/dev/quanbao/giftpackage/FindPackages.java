package dev.quanbao.giftpackage;

import dev.quanbao.access.model.Caller;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.PackageFilter;
import dev.quanbao.giftpackage.store.AliasCodeRepository;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.giftpackage.store.PackageQueries;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Lists a company's packages (礼包列表, 2.7; 审核礼包列表, 2.32), deleted ones only if the caller asks for
 * them.
 */
@ApplicationScoped
public class FindPackages {

  private final PackageQueries queries;
  private final GiftPackageRepository packages;
  private final AliasCodeRepository aliasCodes;

  FindPackages(
      PackageQueries queries, GiftPackageRepository packages, AliasCodeRepository aliasCodes) {
    this.queries = queries;
    this.packages = packages;
    this.aliasCodes = aliasCodes;
  }

  /** One package (2.6), refused as not found where the caller may not see it. */
  public Uni<GiftPackage> find(String id, Caller caller) {
    return packages.visible(id, caller);
  }

  /** Which of some alias codes are in use in the caller's companies (2.17), as they were sent. */
  public Uni<List<String>> findUsedAliases(List<String> aliases, Caller caller) {
    return aliasCodes.findUsed(caller.companies(), aliases);
  }

  public Uni<Page<GiftPackage>> find(
      PackageFilter filter, int pageNo, int pageSize, Caller caller) {
    return caller.mayUse(filter.companyId())
        ? queries.findPage(filter, caller.now(), pageNo, pageSize)
        : Uni.createFrom().failure(RequestRefusedException.because(ErrorCode.NOT_FOUND));
  }
}
