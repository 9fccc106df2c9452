package dev.quanbao.directory.model;

/** The parts of a company, each of which is replaced as a whole and counts its own revisions. */
public enum CompanyPart {
  NAME,
  PRODUCT_KINDS,
  USE_CHANNELS,
  GROUPS,
  THEMES,
  STAFF
}
