package dev.quanbao.claim;

import dev.quanbao.access.model.Caller;
import dev.quanbao.claim.engine.BulkClaim;
import dev.quanbao.claim.model.ClaimDecision.Rejected;
import dev.quanbao.claim.model.ClaimOrigin;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.claim.model.Owner.Staff;
import dev.quanbao.claim.model.RecipientResult;
import dev.quanbao.directory.model.Roster;
import dev.quanbao.directory.store.StaffRepository;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sets copies of a package aside for OPs (分配, 2.9, 2.19 and 2.28): each gets as many as were asked
 * for or none, from the total limit and not bound by the personal one.
 */
@ApplicationScoped
public class AllotPackage {

  /** The most copies that one request may set aside: it bounds what it writes. */
  public static final int MAX_COPIES = 50_000;

  private static final int STAFF_AT_ONCE = 1_000;

  private final GiftPackageRepository packages;
  private final StaffRepository staff;
  private final BulkClaim bulkClaim;

  public AllotPackage(GiftPackageRepository packages, StaffRepository staff, BulkClaim bulkClaim) {
    this.packages = packages;
    this.staff = staff;
    this.bulkClaim = bulkClaim;
  }

  /** The OPs that copies are allotted to. */
  public sealed interface Recipients {

    /** The whole staff. */
    record Everybody() implements Recipients {}

    /** The staff of some groups. */
    record Groups(Set<String> groupIds) implements Recipients {}

    /** Some members of the staff; an id that is no member's is not found. */
    record Named(List<String> opIds) implements Recipients {}
  }

  /**
   * An allotment as it is ordered.
   *
   * @param packageId of which package
   * @param companyId whose staff; null for that of the package's company
   * @param recipients the OPs; one that is named twice is served once
   * @param copies for each of them
   * @param senderId who orders it; null where the order names no sender
   */
  public record AllotCommand(
      String packageId,
      @Nullable String companyId,
      Recipients recipients,
      int copies,
      @Nullable String senderId) {}

  /** Serves OPs in their order. */
  public Uni<List<RecipientResult>> allot(AllotCommand command, Caller caller) {
    return packages
        .visible(command.packageId(), caller)
        .map(found -> companyOf(found.companyId(), command))
        .chain(staff::findRoster)
        .chain(roster -> resolve(command.recipients(), roster, MAX_COPIES / command.copies()))
        .chain(resolved ->
            serve(command, resolved.opIds(), caller).map(served -> resolved.withStrangers(served)));
  }

  private static String companyOf(String companyId, AllotCommand command) {
    if (command.companyId() != null && !command.companyId().equals(companyId)) {
      throw RequestRefusedException.because(ErrorCode.NOT_FOUND);
    }
    return companyId;
  }

  /** The OPs that are members of the staff, and the ids that are no member's. */
  private record Resolved(List<String> opIds, List<String> strangers) {

    List<RecipientResult> withStrangers(List<RecipientResult> served) {
      List<RecipientResult> all = new ArrayList<>(served);
      strangers.forEach(id -> all.add(new RecipientResult(id, new Rejected(ErrorCode.NOT_FOUND))));
      return all;
    }
  }

  private Uni<Resolved> resolve(Recipients recipients, Roster roster, int most) {
    return switch (recipients) {
      case Recipients.Everybody everybody -> members(staff.readIds(roster, STAFF_AT_ONCE), most);
      case Recipients.Groups groups ->
          members(staff.readIdsOfGroups(roster, groups.groupIds(), STAFF_AT_ONCE), most);
      case Recipients.Named named -> known(List.copyOf(new LinkedHashSet<>(named.opIds())), roster);
    };
  }

  private static Uni<Resolved> members(Multi<List<String>> batches, int most) {
    return batches
        .onItem()
        .<String>disjoint()
        .select()
        .first(most + 1L)
        .collect()
        .in(LinkedHashSet<String>::new, Set::add)
        .map(ids -> {
          if (ids.size() > most) {
            throw RequestRefusedException.invalid(
                "countPerOp", "violation.tooManyCopies", MAX_COPIES);
          }
          return new Resolved(List.copyOf(ids), List.of());
        });
  }

  private Uni<Resolved> known(List<String> named, Roster roster) {
    return staff
        .findKnownIds(roster, named)
        .map(known ->
            new Resolved(
                named.stream().filter(known::contains).toList(),
                named.stream().filter(id -> !known.contains(id)).toList()));
  }

  /** Serves OPs that are known to be staff. */
  public Uni<List<RecipientResult>> serve(AllotCommand command, List<String> opIds, Caller caller) {
    int copies = command.copies();
    List<ClaimRequest> requests = new ArrayList<>(opIds.size() * copies);
    for (String opId : opIds) {
      for (int copy = 0; copy < copies; copy++) {
        requests.add(request(command, opId, copy, caller));
      }
    }
    return bulkClaim
        .decide(command.packageId(), requests, copies)
        .map(decisions -> {
          List<RecipientResult> served = new ArrayList<>(opIds.size());
          for (int i = 0; i < opIds.size(); i++) {
            served.add(
                RecipientResult.summarize(
                    opIds.get(i), decisions.subList(i * copies, (i + 1) * copies)));
          }
          return served;
        });
  }

  private static ClaimRequest request(AllotCommand command, String opId, int copy, Caller caller) {
    // Each copy is an operation of its own, so that a repetition finds every single one.
    String operation = caller.operation().map(of -> of + "/" + copy).orElse(null);
    var origin = new ClaimOrigin(null, command.senderId(), caller.now(), operation);
    return ClaimRequest.forAnyCopy(new Staff(opId), command.packageId(), origin);
  }
}
