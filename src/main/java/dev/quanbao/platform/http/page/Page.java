package dev.quanbao.platform.http.page;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Where a page stands in the whole.
 *
 * @param pageNo from 1
 * @param totalPage how many pages there are; 0 where there is nothing
 */
@RegisterForReflection
public record Page(int pageNo, int pageSize, long total, long totalPage) {

  public static Page of(int pageNo, int pageSize, long total) {
    return new Page(pageNo, pageSize, total, Math.ceilDiv(total, pageSize));
  }
}
