package dev.quanbao.job.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some of the lines that were uploaded for a job, and their results.
 *
 * @param id {@link #idOf}
 * @param jobId the job
 * @param firstLine number of the first line, from 1
 * @param values the lines
 * @param pass the pass of the job that handled them last; {@link #UNHANDLED} before the first
 * @param done how many lines have succeeded
 * @param doneBefore how many of these had succeeded before the last pass
 * @param refused the lines that the last pass refused
 * @param createdAt when they were uploaded
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

  private static final int UNHANDLED = -1;

  public LineBatch {
    values = List.copyOf(values);
    refused = List.copyOf(refused);
  }

  /** A batch that no pass has handled. */
  public static LineBatch uploaded(
      String jobId, long place, long firstLine, List<String> values, Instant now) {
    return new LineBatch(
        idOf(jobId, place), jobId, firstLine, values, UNHANDLED, 0, 0, List.of(), now);
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

  /** The lines that a pass has to handle: all at first, later those that were refused before. */
  public List<Line> linesOfPass(int which) {
    return which == 0
        ? IntStream.range(0, values.size()).mapToObj(this::lineAt).toList()
        : refused.stream().map(refusal -> lineAt(refusal.place())).toList();
  }

  /** The batch once a pass has handled its lines. */
  public LineBatch afterPass(int which, List<Refusal> nowRefused) {
    return new LineBatch(
        id,
        jobId,
        firstLine,
        values,
        which,
        values.size() - nowRefused.size(),
        done,
        nowRefused,
        createdAt);
  }

  public JobError errorOf(Refusal refusal) {
    Line line = lineAt(refusal.place());
    return new JobError(line.number(), line.value(), refusal.reason(), refusal.args());
  }

  private Line lineAt(int place) {
    return new Line(place, firstLine + place, values.get(place));
  }
}
