package dev.quanbao.claim;

import dev.quanbao.access.model.Caller;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.job.LineUpload;
import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobKind;
import dev.quanbao.job.runner.JobRunner;
import dev.quanbao.job.store.JobLineRepository;
import dev.quanbao.job.store.JobRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.id.OpaqueIds;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Orders a dispatch to many users as a job (派发); who can't be a user is told before it begins. */
@ApplicationScoped
public class StartDispatch {

  /** How many users make a batch. */
  public static final int BATCH = JobLineRepository.BATCH;

  private final GiftPackageRepository packages;
  private final LineUpload handIn;
  private final JobRepository jobs;
  private final JobRunner runner;
  private final Clock clock;

  StartDispatch(
      GiftPackageRepository packages,
      LineUpload handIn,
      JobRepository jobs,
      JobRunner runner,
      Clock clock) {
    this.packages = packages;
    this.handIn = handIn;
    this.jobs = jobs;
    this.runner = runner;
    this.clock = clock;
  }

  /**
   * Orders it.
   *
   * @param batches the users, {@link #BATCH} at a time
   * @param header a first line that names no user; null for none
   */
  public Uni<Job> order(
      String packageId,
      String senderId,
      Multi<List<String>> batches,
      @Nullable String header,
      Caller caller) {
    String jobId = LineUpload.jobIdFor(caller);
    return packages
        .visible(packageId, caller)
        .chain(parent ->
            handIn
                .take(jobId, batches, header, StartDispatch::violationOf)
                .chain(total -> begin(parent, jobId, senderId, total)));
  }

  private static Optional<Violation> violationOf(long line, String userId) {
    return OpaqueIds.isWellFormed(userId)
        ? Optional.empty()
        : Optional.of(Violation.invalid("userIds[" + (line - 1) + "]", "violation.format"));
  }

  private Uni<Job> begin(GiftPackage parent, String jobId, String senderId, long total) {
    if (total == 0) {
      throw RequestRefusedException.invalid("userIds", "violation.required");
    }
    if (parent.isDeleted()) {
      throw RequestRefusedException.because(
          ErrorCode.STATE_NOT_ALLOWED, parent.standing().sendStatus().number(), "dispatches");
    }
    var now = clock.instant();
    return jobs.add(
            Job.queued(
                jobId,
                JobKind.DISPATCH,
                parent.companyId(),
                parent.id(),
                DispatchJob.order(senderId),
                senderId,
                total,
                now,
                now))
        .invoke(runner::lookSoon);
  }
}
