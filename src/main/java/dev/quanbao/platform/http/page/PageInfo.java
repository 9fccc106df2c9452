package dev.quanbao.platform.http.page;

import dev.quanbao.platform.page.PageRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a page stands in the whole list, as {@code /op/v2} tells it.
 *
 * @param pageNo from 1
 * @param totalPage how many pages there are; 0 where there is nothing
 */
@RegisterForReflection
@Schema(name = "Page")
public record PageInfo(int pageNo, int pageSize, long total, long totalPage) {

  public static PageInfo of(PageRequest page, long total) {
    return of(page.number(), page.size(), total);
  }

  public static PageInfo of(int pageNo, int pageSize, long total) {
    return new PageInfo(pageNo, pageSize, total, Math.ceilDiv(total, pageSize));
  }
}
