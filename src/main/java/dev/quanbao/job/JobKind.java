package dev.quanbao.job;

/** What a job does. */
public enum JobKind {
  /** Makes the children of a package whose copies have generated codes of their own. */
  CODES,
  /** Makes children of a package from alias codes that were given. */
  CODE_IMPORT,
  /** Claims a copy of a package for each of many users (派发). */
  DISPATCH
}
