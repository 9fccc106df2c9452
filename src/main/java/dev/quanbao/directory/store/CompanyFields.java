package dev.quanbao.directory.store;

import dev.quanbao.directory.model.CompanyList;
import dev.quanbao.directory.model.CompanyPart;

/** Stored field names of {@link dev.quanbao.directory.model.Company}. */
final class CompanyFields {

  static final String NAME = "name";
  static final String ROSTER = "roster";

  private CompanyFields() {}

  static String list(CompanyList list) {
    return switch (list) {
      case PRODUCT_KINDS -> "productKinds";
      case USE_CHANNELS -> "useChannels";
      case GROUPS -> "groups";
      case THEMES -> "themes";
    };
  }

  /** The revision of a part; absent from a company on which it was never replaced. */
  static String revision(CompanyPart part) {
    return "revisions." + part.name();
  }
}
