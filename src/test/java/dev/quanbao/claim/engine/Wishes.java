package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.ClaimOrigin;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.claim.model.CopyWish;
import dev.quanbao.claim.model.CopyWish.AnyCopy;
import dev.quanbao.claim.model.CopyWish.OneChild;
import dev.quanbao.claim.model.Owner.User;
import dev.quanbao.giftpackage.model.GiftPackage;
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
    return request(wanted, userId, new AnyCopy());
  }

  /** The child with a code, for one person. */
  public static ClaimRequest child(GiftPackage wanted, String userId, String childCode) {
    return request(wanted, userId, new OneChild(childCode));
  }

  private static ClaimRequest request(GiftPackage wanted, String userId, CopyWish wish) {
    var origin = new ClaimOrigin(null, null, SamplePackages.NOW, null);
    return new ClaimRequest(new User(userId), wanted.id(), wish, origin);
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
