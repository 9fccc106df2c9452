package dev.quanbao.giftpackage.model;

import dev.quanbao.platform.code.NumberedCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The package that codes are put in for. */
public record CodeOwner(String companyId, String packageId, String packageCode) {

  public static CodeOwner of(GiftPackage owner) {
    return new CodeOwner(owner.companyId(), owner.id(), owner.code());
  }

  /** The entry of the one code of a shared package. */
  public IssuedCode shared(int ordinal, String alias) {
    return entry(ordinal, false, packageCode, null, alias);
  }

  public IssuedCode child(int ordinal, NumberedCode code, String alias) {
    return entry(ordinal, true, code.code(), code.number(), alias);
  }

  /** The entries of children from an ordinal on. */
  public List<IssuedCode> children(
      int firstOrdinal, List<NumberedCode> codes, List<String> aliases) {
    List<IssuedCode> children = new ArrayList<>(aliases.size());
    for (int i = 0; i < aliases.size(); i++) {
      children.add(child(firstOrdinal + i, codes.get(i), aliases.get(i)));
    }
    return children;
  }

  private IssuedCode entry(
      int ordinal, boolean child, String code, @Nullable Long number, String alias) {
    return new IssuedCode(
        IssuedCode.idOf(companyId, alias), packageId, ordinal, child, code, number, alias, null);
  }
}
