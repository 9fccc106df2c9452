package dev.quanbao.job.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * Some lines of what a job was handed in, and what has become of them.
 *
 * @param id {@link #idOf}
 * @param jobId the job
 * @param firstLine number of the first line, from 1
 * @param values the lines
 * @param pass in which pass of the job they were handled last; -1 for not yet
 * @param done lines that have come off
 * @param doneBefore how many of these had come off before the last pass
 * @param refused those that were refused in the last pass
 * @param createdAt when they were handed in
 */
@RegisterForReflection
public record LineBatch(
    String id,
    String jobId,
    long firstLine,
    List<String> values,
    int pass,
    int done,
    int doneBefore,
    List<Refusal> refused,
    Instant createdAt) {

  public LineBatch {
    values = List.copyOf(values);
    refused = List.copyOf(refused);
  }

  public static String idOf(String jobId, long place) {
    return "%s/%08d".formatted(jobId, place);
  }

  /** One line. */
  public record Line(int place, long number, String value) {}

  /** The place of a line that was refused, the name of the refusal and what its text needs. */
  public record Refusal(int place, String reason, List<String> args) {

    public Refusal {
      args = List.copyOf(args);
    }

    /** A refusal whose text needs nothing. */
    public Refusal(int place, String reason) {
      this(place, reason, List.of());
    }
  }

  public Line line(int place) {
    return new Line(place, firstLine + place, values.get(place));
  }

  public JobError error(Refusal refusal) {
    Line line = line(refusal.place());
    return new JobError(line.number(), line.value(), refusal.reason(), refusal.args());
  }
}
