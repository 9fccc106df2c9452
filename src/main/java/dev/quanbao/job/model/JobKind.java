package dev.quanbao.job.model;

/** What a job does. */
public enum JobKind {
  /** Makes the children of a package whose copies have generated codes of their own. */
  CODES,
  /** Makes children of a package from uploaded alias codes. */
  CODE_IMPORT,
  /** Claims a copy of a package for each of many users (派发). */
  DISPATCH,
  /** Sends short messages with a code each (短信). */
  SMS,
  /** Pushes messages with a code each (PUSH). */
  PUSH
}
