package dev.quanbao.job;

import dev.quanbao.job.model.LineBatch;
import dev.quanbao.job.store.JobLineRepository;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.flow.Sequentially;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores the lines of a job as they arrive, a batch at a time. No job handles them until it is
 * queued.
 */
@ApplicationScoped
public class LineUpload {

  private static final int MAX_VIOLATIONS = 100;

  private final JobLineRepository lines;
  private final Clock clock;

  LineUpload(JobLineRepository lines, Clock clock) {
    this.lines = lines;
    this.clock = clock;
  }

  /** What may be wrong with a line; its number counts from 1, a header included. */
  @FunctionalInterface
  public interface LineRule {
    Optional<Violation> violationOf(long number, String line);
  }

  /**
   * Stores lines, or refuses them with their violations.
   *
   * @param header a first line that isn't one of them; null for none
   * @return how many there are
   */
  public Uni<Long> store(
      String jobId, Multi<List<String>> batches, @Nullable String header, LineRule rule) {
    var upload = new Upload(header, rule);
    return Sequentially.each(batches, batch -> store(jobId, upload, batch))
        .map(done -> {
          if (!upload.violations.isEmpty()) {
            throw RequestRefusedException.forViolations(upload.violations);
          }
          return upload.total;
        });
  }

  private Uni<?> store(String jobId, Upload upload, List<String> batch) {
    long first = upload.next;
    List<String> wanted = upload.accept(batch);
    return wanted.isEmpty() || !upload.violations.isEmpty()
        ? Uni.createFrom().voidItem()
        : lines.insertIfAbsent(
            LineBatch.uploaded(
                jobId,
                upload.batches++,
                first + batch.size() - wanted.size(),
                wanted,
                clock.instant()));
  }

  /** How many lines of one request have arrived; belongs to one stream. */
  private static final class Upload {
    private final @Nullable String header;
    private final LineRule rule;
    private final List<Violation> violations = new ArrayList<>();
    private long next = 1;
    private long total;
    private long batches;

    Upload(@Nullable String header, LineRule rule) {
      this.header = header;
      this.rule = rule;
    }

    List<String> accept(List<String> batch) {
      boolean hasHeader = next == 1 && !batch.isEmpty() && isHeader(batch.getFirst());
      List<String> wanted = hasHeader ? batch.subList(1, batch.size()) : batch;
      long number = next + (hasHeader ? 1 : 0);
      for (String line : wanted) {
        if (violations.size() < MAX_VIOLATIONS) {
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
