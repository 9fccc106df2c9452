package dev.quanbao.claim.engine;

import dev.quanbao.access.model.Caller;
import dev.quanbao.access.model.Permission;
import dev.quanbao.claim.AllotPackage.AllotCommand;
import dev.quanbao.claim.AllotPackage.Recipients.Everybody;
import dev.quanbao.claim.ClaimCommand;
import dev.quanbao.claim.ClaimCommand.Claimant.ByUser;
import dev.quanbao.claim.EarmarkCopies.Kept;
import dev.quanbao.claim.ListCopies;
import dev.quanbao.claim.model.ClaimDecision;
import dev.quanbao.claim.model.Owner.Recipient;
import dev.quanbao.claim.model.PackageRef;
import dev.quanbao.claim.model.PackageRef.ByAlias;
import dev.quanbao.claim.model.PackageRef.ByCode;
import dev.quanbao.claim.model.PackageRef.ById;
import dev.quanbao.claim.model.RecipientResult;
import dev.quanbao.claim.store.CopyPages;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.store.ChildPages;
import dev.quanbao.giftpackage.store.ChildWalk;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Calls of dispatches, allotments and passing on, alone and many at once. */
public final class Crowd {

  static final String SENDER = "sender-1";

  private Crowd() {}

  public static List<String> users(int from, int to) {
    return IntStream.range(from, to).mapToObj(Wishes::user).toList();
  }

  static List<String> ops(int count) {
    return IntStream.range(0, count).mapToObj("op%03d-x"::formatted).toList();
  }

  /** A caller whose request is an operation of its own. */
  public static Caller keyed() {
    return caller(Optional.of(Ids.random()));
  }

  /** A caller whose every request counts. */
  static Caller unkeyed() {
    return caller(Optional.empty());
  }

  private static Caller caller(Optional<String> operation) {
    return new Caller(
        Ids.random(),
        Set.of(SamplePackages.COMPANY),
        Set.of(Permission.CLAIM),
        SamplePackages.NOW,
        Ids.random(),
        operation);
  }

  public static List<RecipientResult> dispatch(
      Replica replica, GiftPackage parent, List<String> users, Caller caller) {
    return ClaimStage.await(replica.dispatchPackage.toUsers(parent.id(), users, SENDER, caller));
  }

  static List<RecipientResult> allot(
      Replica replica, GiftPackage parent, List<String> ops, int copies, Caller caller) {
    var command = new AllotCommand(parent.id(), null, new Everybody(), copies, SENDER);
    return ClaimStage.await(replica.allotPackage.serve(command, ops, caller));
  }

  static Uni<ClaimDecision> passOn(
      Replica replica, GiftPackage parent, String opId, String userId, Caller caller) {
    return replica.claimPackage.claim(
        new ClaimCommand(new ByUser(userId), new ById(parent.id()), null, opId, true), caller);
  }

  /** The claim of a user, of any copy that the package or the code stands for. */
  static ClaimCommand command(String userId, PackageRef target) {
    return new ClaimCommand(new ByUser(userId), target, null, null, false);
  }

  /** Receivers by their numbers, whose copies anybody may claim who brings the code. */
  static List<Recipient> receivers(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> new Recipient("r" + i, null)).toList();
  }

  static List<String> keys(List<Recipient> receivers) {
    return receivers.stream().map(Recipient::key).toList();
  }

  static List<Kept> setAside(
      Replica replica, GiftPackage parent, List<Recipient> receivers, String operation) {
    return ClaimStage.await(
        replica.setAsideCopies.setAside(
            parent.id(), receivers, SENDER, SamplePackages.NOW, operation));
  }

  static Set<String> giveBack(
      Replica replica, GiftPackage parent, String operation, List<Recipient> receivers) {
    return ClaimStage.await(
        replica.giveBackCopies.giveBack(parent.id(), operation, keys(receivers)));
  }

  static Uni<ClaimDecision> claimByCode(
      Replica replica, String code, String userId, Caller caller) {
    return replica.claimPackage.claim(command(userId, new ByCode(code)), caller);
  }

  static Uni<ClaimDecision> claimByAlias(Replica replica, String alias, String userId) {
    return replica.claimPackage.claim(command(userId, new ByAlias(alias)), unkeyed());
  }

  /** The codes of a package's copies, page by page. */
  static List<String> copies(ClaimStage stage, GiftPackage parent, @Nullable Boolean claimed) {
    var lists =
        new ListCopies(
            stage.packages,
            new ChildPages(stage.codeBook, new ChildWalk(stage.codeBook)),
            new CopyPages(stage.claims));
    List<String> codes = new ArrayList<>();
    for (int pageNo = 1; ; pageNo++) {
      var page =
          ClaimStage.await(lists.page(parent.id(), claimed, new PageRequest(pageNo, 2), unkeyed()));
      page.items().forEach(copy -> codes.add(copy.code()));
      if (pageNo * 2L >= page.total()) {
        return codes;
      }
    }
  }

  /** Does things at the same time and gives what came of each. */
  @SafeVarargs
  static <T> List<T> atOnce(Callable<T>... things) {
    List<Callable<T>> all = new ArrayList<>();
    for (Callable<T> thing : things) {
      all.add(thing);
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(all).stream().map(Crowd::resultOf).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static <T> T resultOf(Future<T> thing) {
    try {
      return thing.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  static long served(List<RecipientResult> all) {
    return all.stream().filter(RecipientResult::isServed).count();
  }

  /** Why somebody was not served; null when he was. */
  static @Nullable ErrorCode reason(List<RecipientResult> all, String recipientId) {
    RecipientResult wanted =
        all.stream()
            .filter(served -> served.recipientId().equals(recipientId))
            .findFirst()
            .orElseThrow();
    return wanted.rejected() == null ? null : wanted.rejected().reason();
  }
}
