package dev.quanbao.claim;

import dev.quanbao.access.model.Caller;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.job.JobQueue;
import dev.quanbao.job.LineUpload;
import dev.quanbao.job.model.Job;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.id.OpaqueIds;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Starts a job that dispatches a package to many users (派发).
 *
 * <p>It refuses a list with an id that no user can have before the job begins.
 */
@ApplicationScoped
public class StartDispatch {

  /** How many users the job takes at a time. */
  public static final int BATCH = 2_000;

  private final GiftPackageRepository packages;
  private final LineUpload upload;
  private final JobQueue jobQueue;

  StartDispatch(GiftPackageRepository packages, LineUpload upload, JobQueue jobQueue) {
    this.packages = packages;
    this.upload = upload;
    this.jobQueue = jobQueue;
  }

  /**
   * The users of a dispatch, as they are uploaded.
   *
   * @param batches the users' ids, {@link #BATCH} at a time
   * @param header a first line that names no user; null for none
   * @param field under which a refusal names the list
   */
  public record Users(Multi<List<String>> batches, @Nullable String header, String field) {}

  /** Stores the users and queues the job. */
  public Uni<Job> start(String packageId, String senderId, Users users, Caller caller) {
    String jobId = JobQueue.jobIdFor(caller);
    return packages
        .visible(packageId, caller)
        .chain(parent ->
            upload
                .store(
                    jobId,
                    users.batches(),
                    users.header(),
                    (line, userId) -> check(users.field(), line, userId))
                .chain(total -> queue(parent, jobId, senderId, users.field(), total)));
  }

  private static Optional<Violation> check(String field, long line, String userId) {
    return OpaqueIds.isWellFormed(userId)
        ? Optional.empty()
        : Optional.of(Violation.invalid(field + "[" + (line - 1) + "]", "violation.format"));
  }

  private Uni<Job> queue(
      GiftPackage parent, String jobId, String senderId, String field, long total) {
    if (total == 0) {
      throw RequestRefusedException.invalid(field, "violation.required");
    }
    if (parent.isDeleted()) {
      throw RequestRefusedException.because(
          ErrorCode.STATE_NOT_ALLOWED, parent.standing().sendStatus().number(), "dispatches");
    }
    return jobQueue.start(jobId, DispatchJob.order(parent, senderId), total);
  }
}
