package dev.quanbao.process;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What the store holds of one package, read past the service: whether its claims, its tickets and
 * its quota tell the same story.
 *
 * @param total copies of the package
 * @param personal copies for one person
 * @param left copies that its quota says are left
 * @param claimed copies that its quota says are claimed
 * @param claims all claims, whatever their state
 * @param tickets the claim of each ticket, by the ticket's id
 * @param holders claims that hold a child, one entry a child; null where children aren't held
 */
record Books(
    int total,
    int personal,
    int left,
    int claimed,
    List<Entry> claims,
    Map<String, String> tickets,
    @Nullable List<String> holders) {

  private static final String PENDING = "PENDING";

  /**
   * One claim.
   *
   * @param operation of the keyed request that made it; null for none
   */
  record Entry(String id, String owner, String state, @Nullable String operation) {}

  static Books read(MongoDatabase database, String packageId) {
    Document found = database.getCollection("GiftPackage").find(eq("_id", packageId)).first();
    Document quota = found.get("quota", Document.class);
    Document rule = found.get("design", Document.class).get("rule", Document.class);
    return new Books(
        rule.getInteger("totalLimit"),
        rule.getInteger("personalLimit"),
        quota.getInteger("left"),
        quota.getInteger("claimed"),
        claims(database, packageId),
        tickets(database, packageId),
        holders(database, packageId));
  }

  private static List<Entry> claims(MongoDatabase database, String packageId) {
    return database
        .getCollection("Claim")
        .find(eq("packageId", packageId))
        .map(claim ->
            new Entry(
                claim.getString("_id"),
                claim.getString("ownerId"),
                claim.getString("state"),
                claim.getString("operation")))
        .into(new ArrayList<>());
  }

  private static Map<String, String> tickets(MongoDatabase database, String packageId) {
    Map<String, String> claimOf = new HashMap<>();
    database
        .getCollection("Ticket")
        .find(eq("origin.packageId", packageId))
        .projection(include("origin.claimId"))
        .forEach(ticket ->
            claimOf.put(
                ticket.getString("_id"),
                ticket.getEmbedded(List.of("origin", "claimId"), String.class)));
    return claimOf;
  }

  private static @Nullable List<String> holders(MongoDatabase database, String packageId) {
    var codes = database.getCollection("IssuedCode");
    var children = Filters.and(eq("packageId", packageId), eq("child", true));
    if (codes.find(children).first() == null) {
      return null;
    }
    return codes
        .find(Filters.and(children, exists("claimId"), Filters.ne("claimId", null)))
        .map(child -> child.getString("claimId"))
        .into(new ArrayList<>());
  }

  /** Whether a claim is neither finished nor undone yet. */
  boolean isUnsettled() {
    return claims.stream().anyMatch(claim -> claim.state().equals(PENDING));
  }

  /** Everything in which the books contradict themselves or what clients were told. */
  List<String> faults(Collection<Set<String>> grantedTickets) {
    List<String> faults = new ArrayList<>();
    quotaFaults(faults);
    claimFaults(faults);
    ticketFaults(faults);
    childFaults(faults);
    answerFaults(grantedTickets, faults);
    return faults;
  }

  private void quotaFaults(List<String> faults) {
    if (left + claimed != total || left < 0) {
      faults.add("%d left and %d claimed of %d".formatted(left, claimed, total));
    }
    if (claimed != claims.size()) {
      faults.add("%d claimed, but there are %d claims".formatted(claimed, claims.size()));
    }
  }

  private void claimFaults(List<String> faults) {
    if (isUnsettled()) {
      faults.add("claims are neither finished nor undone");
    }
    claims.stream()
        .collect(Collectors.groupingBy(Entry::owner, Collectors.counting()))
        .forEach((owner, count) -> {
          if (count > personal) {
            faults.add("%s has %d copies".formatted(owner, count));
          }
        });
    Set<String> operations = new HashSet<>();
    for (Entry claim : claims) {
      // One operation may make a claim for each of many owners.
      String once = claim.operation() + " for " + claim.owner();
      if (claim.operation() != null && !operations.add(once)) {
        faults.add("one keyed request made two claims: " + once);
      }
    }
  }

  private void ticketFaults(List<String> faults) {
    Map<String, Long> counts =
        tickets.values().stream()
            .collect(Collectors.groupingBy(claim -> claim, Collectors.counting()));
    for (Entry claim : claims) {
      Long count = counts.remove(claim.id());
      if (count == null || count != BackOffice.TICKETS_PER_CLAIM) {
        faults.add("claim %s has %s tickets".formatted(claim.id(), count));
      }
    }
    counts.forEach((claim, count) -> faults.add(count + " tickets of no claim " + claim));
  }

  private void childFaults(List<String> faults) {
    if (holders == null) {
      return;
    }
    List<String> holding = holders.stream().sorted().toList();
    List<String> existing = claims.stream().map(Entry::id).sorted().toList();
    if (!holding.equals(existing)) {
      faults.add("%d children are held, not one for each claim".formatted(holding.size()));
    }
  }

  private void answerFaults(Collection<Set<String>> granted, List<String> faults) {
    Set<String> told = new HashSet<>();
    for (Set<String> one : granted) {
      Set<@Nullable String> from =
          one.stream().map(tickets::get).collect(Collectors.toCollection(HashSet::new));
      if (from.size() != 1 || from.contains(null) || one.size() != BackOffice.TICKETS_PER_CLAIM) {
        faults.add("a client was told of tickets that aren't one claim: " + one);
      }
      if (!one.stream().allMatch(told::add)) {
        faults.add("two clients were told of the same ticket: " + one);
      }
    }
  }
}
