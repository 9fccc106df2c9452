package dev.quanbao.giftpackage.model.rule;

/** What the status of a package can forbid, besides a move along its life cycle. */
public enum PackageAct {
  EDIT,
  SWEEP
}
