package dev.quanbao.giftpackage.model.rule;

import dev.quanbao.giftpackage.model.CodePlan;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.Design;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.Lifecycle;
import dev.quanbao.giftpackage.model.ReceiveRule;
import dev.quanbao.giftpackage.model.SendStatus;
import java.util.List;

/**
 * What of a package's design may be changed in which status: anything before the package is
 * approved, afterwards only what takes nothing from a person who holds a copy or wants one.
 */
public final class EditRules {

  private EditRules() {}

  /** Whether anything of the design may be changed in a status. */
  public static boolean isEditable(SendStatus status) {
    return Lifecycle.FREELY_EDITABLE.contains(status)
        || Lifecycle.EDITABLE_IN_PART.contains(status);
  }

  /**
   * Of the properties that an edit changes, those that must stay as they are.
   *
   * @param found the package as it is
   * @param to its design after the edit
   * @param changed the properties that the edit changes
   */
  public static List<PackageProperty> findForbidden(
      GiftPackage found, Design to, List<PackageProperty> changed) {
    return Lifecycle.FREELY_EDITABLE.contains(found.standing().sendStatus())
        ? List.of()
        : changed.stream().filter(property -> !isHarmless(property, found, to)).toList();
  }

  private static boolean isHarmless(PackageProperty property, GiftPackage found, Design to) {
    ReceiveRule from = found.design().rule();
    return switch (property) {
      case ALIAS, URL, REMARK -> true;
      case RECEIVE_END -> to.rule().end().isAfter(from.end());
      case TOTAL_LIMIT -> to.rule().totalLimit() > from.totalLimit() && hasCodesFor(to, found);
      default -> false;
    };
  }

  // Missing codes can be generated; given ones have to be there before they can be claimed.
  private static boolean hasCodesFor(Design to, GiftPackage found) {
    return to.codes().type() == CodeType.SHARED
        || to.codes().source() == CodePlan.Source.GENERATED
        || found.standing().sendStatus() == SendStatus.READY
        || found.codes().made() >= to.rule().totalLimit();
  }
}
