package dev.quanbao.claim.model;

/** How a client names a package, or one copy of it. */
public sealed interface PackageRef {

  /** 礼包ID */
  record ById(String id) implements PackageRef {}

  /** 礼包唯一编码: of a package, or of one copy. */
  record ByCode(String code) implements PackageRef {}

  /** 自定义编号: of a package, or of one child. */
  record ByAlias(String alias) implements PackageRef {}
}
