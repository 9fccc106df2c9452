package dev.quanbao.job.api.v3;

import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobError;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.Messages;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A job (任务) on {@code /v3}. */
@Schema(name = "Job")
@RegisterForReflection
public record JobView(
    @Schema(description = "32 hex") String id,
    @Schema(enumeration = {"CODES", "CODE_IMPORT", "DISPATCH", "SMS", "PUSH"}) String kind,
    @Schema(description = "the package it works for") String packageId,
    @Schema(enumeration = {"QUEUED", "RUNNING", "DONE", "FAILED", "CANCELLED"}) String state,
    @Schema(description = "items that succeeded") long done,
    @Schema(description = "all items; done + failed = total at the end") long total,
    @Schema(description = "items that were refused") long failed,
    @Schema(description = "estimated seconds until the end; null while unknown or when over")
        @Nullable Long etaSeconds,
    @Schema(description = "the first refused items, at most 1,000") List<ItemError> errors,
    @Schema(description = "RFC 3339; null before", format = "date-time") @Nullable String startedAt,
    @Schema(description = "RFC 3339; null before", format = "date-time") @Nullable String endedAt) {

  /** One refused item. */
  @Schema(name = "JobError")
  @RegisterForReflection
  public record ItemError(
      @Schema(description = "the number of its line, from 1 with a header counted") long line,
      @Schema(description = "the user, the code or the phone, masked") String key,
      @Schema(description = "as in SOLD_OUT") String reason,
      String message) {

    static ItemError of(JobError error, Locale language) {
      String message =
          Messages.of(ErrorCode.valueOf(error.reason()), language, List.copyOf(error.args()));
      return new ItemError(error.line(), error.key(), error.reason(), message);
    }
  }

  public static JobView of(Job job, Locale language, Instant now) {
    return new JobView(
        job.id(),
        job.kind().name(),
        job.packageId(),
        job.state().name(),
        job.done(),
        job.total(),
        job.failed(),
        eta(job, now),
        job.errors().stream().map(error -> ItemError.of(error, language)).toList(),
        text(job.startedAt()),
        text(job.endedAt()));
  }

  private static @Nullable Long eta(Job job, Instant now) {
    long handled = job.done() + job.failed();
    Instant started = job.startedAt();
    if (job.state().isOver() || started == null || handled == 0 || !now.isAfter(started)) {
      return null;
    }
    double perItem = Duration.between(started, now).toMillis() / 1000.0 / handled;
    return Math.round(Math.ceil(Math.max(0, job.total() - handled) * perItem));
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
