package dev.quanbao.directory.model;

import java.util.List;

/** The lists that a company keeps. */
public enum CompanyList {
  /** 品类 */
  PRODUCT_KINDS(CompanyPart.PRODUCT_KINDS),
  /** 渠道 */
  USE_CHANNELS(CompanyPart.USE_CHANNELS),
  /** 组 */
  GROUPS(CompanyPart.GROUPS),
  /** 主题 */
  THEMES(CompanyPart.THEMES);

  private final CompanyPart part;

  CompanyList(CompanyPart part) {
    this.part = part;
  }

  /** The part of the company that the list is. */
  public CompanyPart part() {
    return part;
  }

  /** The items that a company has on it. */
  public List<NamedItem> itemsOf(Company company) {
    return switch (this) {
      case PRODUCT_KINDS -> company.productKinds();
      case USE_CHANNELS -> company.useChannels();
      case GROUPS -> company.groups();
      case THEMES -> company.themes();
    };
  }
}
