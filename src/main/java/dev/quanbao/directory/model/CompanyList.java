package dev.quanbao.directory.model;

import java.util.List;

/** The lists a company keeps; each is replaced as a whole and counts its own revisions. */
public enum CompanyList {
  /** 品类 */
  PRODUCT_KINDS("productKinds"),
  /** 渠道 */
  USE_CHANNELS("useChannels"),
  /** 组 */
  GROUPS("groups"),
  /** 主题 */
  THEMES("themes");

  private final String field;

  CompanyList(String field) {
    this.field = field;
  }

  /** The field of {@link Company} it stands in. */
  public String field() {
    return field;
  }

  /** What a company has on it. */
  public List<NamedItem> of(Company company) {
    return switch (this) {
      case PRODUCT_KINDS -> company.productKinds();
      case USE_CHANNELS -> company.useChannels();
      case GROUPS -> company.groups();
      case THEMES -> company.themes();
    };
  }
}
