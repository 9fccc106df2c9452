package dev.quanbao.directory.model;

import java.util.List;

/** A change of one part of a company. */
public sealed interface CompanyChange {

  /** The part that is replaced. */
  CompanyPart part();

  /** Gives the company another name. */
  record Rename(String name) implements CompanyChange {
    @Override
    public CompanyPart part() {
      return CompanyPart.NAME;
    }
  }

  /** Replaces one of the company's lists. */
  record ReplaceList(CompanyList list, List<NamedItem> items) implements CompanyChange {

    public ReplaceList {
      items = List.copyOf(items);
    }

    @Override
    public CompanyPart part() {
      return list.part();
    }
  }

  /** Makes another version of the staff the company's. */
  record SwitchRoster(Roster roster) implements CompanyChange {
    @Override
    public CompanyPart part() {
      return CompanyPart.STAFF;
    }
  }
}
