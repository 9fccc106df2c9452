package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.ticket.model.OwnerType;
import java.util.ArrayList;
import java.util.List;

/** What people wish for in the claim suites. */
public final class Wishes {

  private Wishes() {}

  public static String user(int number) {
    return "u%04d-%d".formatted(number % 7, number);
  }

  /** Any copy, for one person. */
  public static ClaimRequest any(GiftPackage wanted, String userId) {
    return child(wanted, userId, null);
  }

  /** The child with a code, for one person. */
  public static ClaimRequest child(GiftPackage wanted, String userId, String childCode) {
    return new ClaimRequest(
        userId,
        OwnerType.USER,
        wanted.id(),
        childCode,
        null,
        null,
        null,
        null,
        null,
        SamplePackages.NOW,
        null);
  }

  /** Any copy, as often for each of some people. */
  public static List<ClaimRequest> any(GiftPackage wanted, int users, int times) {
    List<ClaimRequest> wishes = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      for (int user = 0; user < users; user++) {
        wishes.add(any(wanted, user(user)));
      }
    }
    return wishes;
  }
}
