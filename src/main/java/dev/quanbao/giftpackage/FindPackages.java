package dev.quanbao.giftpackage;

import dev.quanbao.access.model.Caller;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.PackageFilter;
import dev.quanbao.giftpackage.store.PackageQueries;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Lists a company's packages (礼包列表, 2.7; 审核礼包列表, 2.32), deleted ones only if the caller asks for
 * them.
 */
@ApplicationScoped
public class FindPackages {

  private final PackageQueries packages;

  FindPackages(PackageQueries packages) {
    this.packages = packages;
  }

  public Uni<Page<GiftPackage>> find(
      PackageFilter filter, int pageNo, int pageSize, Caller caller) {
    return caller.mayUse(filter.companyId())
        ? packages.findPage(filter, caller.now(), pageNo, pageSize)
        : Uni.createFrom().failure(RequestRefusedException.because(ErrorCode.NOT_FOUND));
  }
}
