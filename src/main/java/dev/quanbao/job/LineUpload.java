package dev.quanbao.job;

import dev.quanbao.access.model.Caller;
import dev.quanbao.job.store.JobLineRepository;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.id.Ids;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores the lines of a job as they arrive, a batch at a time; without the job they mean nothing.
 */
@ApplicationScoped
public class LineUpload {

  private static final int MAX_FAULTS = 100;

  private final JobLineRepository lines;

  LineUpload(JobLineRepository lines) {
    this.lines = lines;
  }

  /** What may be wrong with a line; its number counts from 1, a header included. */
  @FunctionalInterface
  public interface LineRule {
    Optional<Violation> violationOf(long number, String line);
  }

  /** The job a request orders: the same for every attempt under one idempotency key. */
  public static String jobIdFor(Caller caller) {
    return caller.operation().orElseGet(Ids::random);
  }

  /**
   * Stores lines, or refuses them with their faults.
   *
   * @param header a first line that isn't one of them; null for none
   * @return how many there are
   */
  public Uni<Long> take(
      String jobId, Multi<List<String>> batches, @Nullable String header, LineRule rule) {
    var taking = new Taking(header, rule);
    return batches
        .onItem()
        .transformToUniAndConcatenate(batch -> put(jobId, taking, batch))
        .collect()
        .last()
        .map(last -> {
          if (!taking.violations.isEmpty()) {
            throw RequestRefusedException.forViolations(taking.violations);
          }
          return taking.total;
        });
  }

  private Uni<Void> put(String jobId, Taking taking, List<String> batch) {
    long first = taking.next;
    List<String> wanted = taking.accept(batch);
    return wanted.isEmpty() || !taking.violations.isEmpty()
        ? Uni.createFrom().voidItem()
        : lines.put(
            jobId, taking.batches++, first + batch.size() - wanted.size(), List.copyOf(wanted));
  }

  /** How far one request's lines have been taken; belongs to one stream. */
  private static final class Taking {
    private final @Nullable String header;
    private final LineRule rule;
    private final List<Violation> violations = new ArrayList<>();
    private long next = 1;
    private long total;
    private long batches;

    Taking(@Nullable String header, LineRule rule) {
      this.header = header;
      this.rule = rule;
    }

    List<String> accept(List<String> batch) {
      boolean hasHeader = next == 1 && !batch.isEmpty() && isHeader(batch.getFirst());
      List<String> wanted = hasHeader ? batch.subList(1, batch.size()) : batch;
      long number = next + (hasHeader ? 1 : 0);
      for (String line : wanted) {
        if (violations.size() < MAX_FAULTS) {
          rule.violationOf(number, line).ifPresent(violations::add);
        }
        number++;
      }
      next += batch.size();
      total += wanted.size();
      return wanted;
    }

    private boolean isHeader(String line) {
      return header != null && header.equalsIgnoreCase(line.strip());
    }
  }
}
