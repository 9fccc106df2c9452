package dev.quanbao.process;

import static com.mongodb.client.model.Filters.eq;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Work that was put to a job, and what must be true once the job is over, whatever died meanwhile.
 *
 * @param total lines, or children that were ordered
 * @param refusals every line that is at fault
 * @param children how many children the package has in the end; 0 where they don't matter
 * @param aliases their alias codes; null for any that differ from each other
 * @param users who gets one copy each; empty where nobody does
 */
record Errand(
    Kind kind,
    String packageId,
    String jobId,
    int total,
    List<Refusal> refusals,
    int children,
    @Nullable Set<String> aliases,
    List<String> users) {

  /** What kinds of jobs there are. */
  enum Kind {
    CODES,
    IMPORT,
    DISPATCH
  }

  /** A line at fault, and why. */
  record Refusal(long line, String reason) {}

  /** What is wrong with what the service shows; leaves a package of new children published. */
  List<String> faultsShown(JobOffice office, BackOffice backOffice) {
    List<String> faults = new ArrayList<>();
    jobFaults(office.job(jobId), faults);
    if (children > 0) {
      codeFaults(office.codes(packageId), faults);
      // Refused as long as a single child is missing.
      backOffice.publish(packageId);
    }
    int claimed = backOffice.claimedCount(packageId);
    if (claimed != users.size()) {
      faults.add("%d copies are claimed, not %d".formatted(claimed, users.size()));
    }
    return named(faults);
  }

  private void jobFaults(JsonNode job, List<String> faults) {
    List<Refusal> told = new ArrayList<>();
    job.get("errors")
        .forEach(error ->
            told.add(new Refusal(error.get("line").asLong(), error.get("reason").asText())));
    if (!told.equals(refusals)) {
      faults.add("refused were %s, not %s".formatted(told, refusals));
    }
    String counts =
        "%s, %d done and %d failed of %d"
            .formatted(
                job.get("state").asText(),
                job.get("done").asLong(),
                job.get("failed").asLong(),
                job.get("total").asLong());
    String right =
        "DONE, %d done and %d failed of %d"
            .formatted(total - refusals.size(), refusals.size(), total);
    if (!counts.equals(right)) {
      faults.add(counts + ", which should be " + right);
    }
  }

  private void codeFaults(List<String> rows, List<String> faults) {
    Set<String> codes = new HashSet<>();
    Set<String> shown = new HashSet<>();
    for (String row : rows) {
      String[] columns = row.split(",", -1);
      if (!codes.add(columns[0]) || !shown.add(columns[1].toUpperCase(Locale.ROOT))) {
        faults.add("exported twice: " + row);
      }
      if (!columns[2].equals("false")) {
        faults.add("claimed by nobody: " + row);
      }
    }
    if (rows.size() != children) {
      faults.add("%d codes are exported, not %d".formatted(rows.size(), children));
    }
    if (aliases != null && !shown.equals(aliases)) {
      faults.add("the alias codes aren't those that were given");
    }
  }

  /** What is wrong with what the store holds. */
  List<String> faultsStored(MongoDatabase database) {
    List<String> faults = new ArrayList<>();
    if (children > 0) {
      ordinalFaults(database, faults);
    }
    if (!users.isEmpty()) {
      Books books = Books.read(database, packageId);
      faults.addAll(books.faults(List.of()));
      List<String> owners = books.claims().stream().map(Books.Entry::owner).sorted().toList();
      if (!owners.equals(users.stream().sorted().toList())) {
        faults.add("%d claims, not one for each user".formatted(owners.size()));
      }
      senderFaults(database, faults);
    }
    return named(faults);
  }

  private void ordinalFaults(MongoDatabase database, List<String> faults) {
    List<Integer> ordinals =
        database
            .getCollection("IssuedCode")
            .find(eq("packageId", packageId))
            .projection(Projections.include("ordinal"))
            .map(code -> code.getInteger("ordinal"))
            .into(new ArrayList<>());
    if (!ordinals.stream()
        .sorted()
        .toList()
        .equals(IntStream.range(0, children).boxed().toList())) {
      faults.add("gaps between the children, or some beyond");
    }
  }

  private void senderFaults(MongoDatabase database, List<String> faults) {
    Set<String> senders =
        database
            .getCollection("Claim")
            .find(eq("packageId", packageId))
            .projection(Projections.include("senderId"))
            .map(claim -> String.valueOf(claim.getString("senderId")))
            .into(new HashSet<>());
    if (!senders.equals(Set.of(BackOffice.OP))) {
      faults.add("sent by " + senders);
    }
  }

  /** Whether somebody's copy is neither finished nor undone yet. */
  boolean isUnsettled(MongoDatabase database) {
    return !users.isEmpty() && Books.read(database, packageId).isUnsettled();
  }

  private List<String> named(List<String> faults) {
    return faults.stream().map(fault -> kind + " " + packageId + ": " + fault).toList();
  }
}
