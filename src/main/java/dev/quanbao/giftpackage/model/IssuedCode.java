package dev.quanbao.giftpackage.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An alias code (自定义编号) in use: the one of a shared package, or one child of a package whose copies
 * have codes of their own.
 *
 * <p>Its id is the company and the code in capitals, so that a code is unique within the company in
 * any case of its letters, by the primary key alone. At most one claim holds a child: {@code
 * claimId} is set only where there is none.
 *
 * @param id {@link #idOf}
 * @param packageId the parent
 * @param ordinal place among the package's codes; unique in the package
 * @param child whether it is a child, rather than the code of the parent itself
 * @param code the 10-digit package code of the child, or of the parent
 * @param number the number that a child's code is made of, by which it is found; null for the
 *     parent
 * @param alias the code as it was given or made
 * @param claimId the claim that holds the child; null while it is free
 */
@RegisterForReflection
public record IssuedCode(
    String id,
    String packageId,
    int ordinal,
    boolean child,
    String code,
    @Nullable Long number,
    String alias,
    @Nullable String claimId) {

  /**
   * What the ids of claims begin with that only set their copy aside, for a recipient who may claim
   * it later; no other id may contain it. Such claims thus stand before all others in an index.
   */
  public static final String SET_ASIDE_MARK = " ";

  /** Whether the claim with an id only sets its copy aside. */
  public static boolean isSetAsideBy(String claimId) {
    return claimId.startsWith(SET_ASIDE_MARK);
  }

  /** Whether it is a child that is claimed, and not only set aside. */
  public boolean isClaimed() {
    return claimId != null && !isSetAsideBy(claimId);
  }

  /** The same child with another alias code, free. */
  public IssuedCode renamed(String companyId, String newAlias) {
    return new IssuedCode(
        idOf(companyId, newAlias), packageId, ordinal, child, code, number, newAlias, null);
  }

  /** The id under which a code stands in a company. */
  public static String idOf(String companyId, String alias) {
    return companyId + "/" + alias.toUpperCase(Locale.ROOT);
  }
}
