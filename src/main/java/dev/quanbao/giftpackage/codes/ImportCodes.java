package dev.quanbao.giftpackage.codes;

import dev.quanbao.access.model.Caller;
import dev.quanbao.giftpackage.model.CodePlan;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.model.rule.PackageProperty;
import dev.quanbao.giftpackage.model.rule.PropertyText;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.job.JobQueue;
import dev.quanbao.job.LineUpload;
import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobKind;
import dev.quanbao.job.model.JobOrder;
import dev.quanbao.job.model.JobProgress;
import dev.quanbao.job.model.JobProgress.Next;
import dev.quanbao.job.runner.JobHandler;
import dev.quanbao.job.runner.LineSteps;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes children from uploaded alias codes, one a line; keeps the good ones, and reports the others
 * by their line.
 *
 * <p>A batch counts once the package says so. Where it begins in the package follows from the
 * number of lines that were accepted before it, so that it is added once however often it is
 * repeated.
 */
@ApplicationScoped
public class ImportCodes implements JobHandler {

  /** How many lines make a batch. */
  public static final int BATCH = 5_000;

  private static final String FIRST = "firstOrdinal";
  private static final Set<SendStatus> OPEN =
      Set.of(SendStatus.PENDING_REVIEW, SendStatus.REJECTED, SendStatus.READY);

  private final GiftPackageRepository packages;
  private final GivenChildren givenChildren;
  private final ReleaseCodes releaseCodes;
  private final LineUpload upload;
  private final LineSteps lines;
  private final JobQueue queue;
  private final Clock clock;

  ImportCodes(
      GiftPackageRepository packages,
      GivenChildren givenChildren,
      ReleaseCodes releaseCodes,
      LineUpload upload,
      LineSteps lines,
      JobQueue queue,
      Clock clock) {
    this.packages = packages;
    this.givenChildren = givenChildren;
    this.releaseCodes = releaseCodes;
    this.upload = upload;
    this.lines = lines;
    this.queue = queue;
    this.clock = clock;
  }

  @Override
  public JobKind kind() {
    return JobKind.CODE_IMPORT;
  }

  /**
   * Orders an import of alias codes.
   *
   * @param jobId the job that does it; the same for a repeated request
   * @param batches the codes, {@link #BATCH} at a time
   * @param header a first line that is no code
   */
  public Uni<Job> order(
      String packageId, String jobId, Multi<List<String>> batches, String header, Caller caller) {
    return packages
        .visible(packageId, caller)
        .invoke(found -> checkOpen(found, jobId))
        // The job reports bad lines, and keeps the good ones.
        .chain(found ->
            upload
                .store(jobId, batches, header, (number, line) -> Optional.empty())
                .chain(total -> begin(found, jobId, caller.clientId(), total)));
  }

  private static void checkOpen(GiftPackage found, String jobId) {
    if (jobId.equals(found.codes().jobId())) {
      return;
    }
    CodePlan plan = found.design().codes();
    if (plan.type() != CodeType.UNIQUE || plan.source() != CodePlan.Source.GIVEN) {
      throw RequestRefusedException.because(
          ErrorCode.STATE_NOT_ALLOWED,
          PropertyText.of("%s " + plan.source(), PackageProperty.CODE_SOURCE),
          "GIVEN");
    }
    SendStatus status = found.standing().sendStatus();
    if (!OPEN.contains(status) || found.codes().making()) {
      throw RequestRefusedException.because(
          ErrorCode.STATE_NOT_ALLOWED,
          found.codes().making() ? status.number() + " (job)" : status.number(),
          "codes");
    }
  }

  private Uni<Job> begin(GiftPackage parent, String jobId, String actorId, long total) {
    var order =
        new JobOrder(
            JobKind.CODE_IMPORT,
            parent.companyId(),
            parent.id(),
            actorId,
            Map.of(FIRST, String.valueOf(parent.codes().next())));
    return queue
        .hold(jobId, order, total, MakeChildren.REQUEST_LIMIT)
        .call(added ->
            jobId.equals(parent.codes().jobId())
                ? Uni.createFrom().nullItem()
                : take(parent, jobId))
        .call(added -> queue.release(jobId));
  }

  private Uni<GiftPackage> take(GiftPackage parent, String jobId) {
    return packages
        .assignCodes(parent, jobId, clock.instant())
        .onItem()
        .ifNull()
        .failWith(() ->
            RequestRefusedException.because(
                ErrorCode.STATE_NOT_ALLOWED, parent.standing().sendStatus().number(), "codes"));
  }

  @Override
  public Uni<JobProgress> step(Job job) {
    return packages
        .findById(job.packageId())
        .chain(parent -> {
          if (parent == null || parent.isDeleted() || !job.id().equals(parent.codes().jobId())) {
            return cancelled(job);
          }
          return parent.codes().making() ? portion(job, parent) : resume(job, parent);
        });
  }

  // A retry of refused lines goes on only if the codes are as the last pass left them.
  private Uni<JobProgress> resume(Job job, GiftPackage parent) {
    boolean isAsLeft =
        OPEN.contains(parent.standing().sendStatus()) && parent.codes().next() == base(job);
    return isAsLeft
        ? packages
            .assignCodes(parent, job.id(), clock.instant())
            .chain(taken -> taken == null ? cancelled(job) : portion(job, taken))
        : cancelled(job);
  }

  private static Uni<JobProgress> cancelled(Job job) {
    return Uni.createFrom().item(JobProgress.ending(job, Next.CANCELLED));
  }

  private Uni<JobProgress> portion(Job job, GiftPackage parent) {
    int base = base(job);
    return lines
        .step(job, batch -> givenChildren.make(parent, base, batch))
        .call(progress -> {
          int to = base + (int) progress.done() - done(job);
          return packages
              .addMade(parent.id(), job.id(), base, to, false)
              .chain(added ->
                  added ? Uni.createFrom().voidItem() : releaseCodes.releaseIfDeleted(parent.id()));
        });
  }

  /** Where the children of the batch at the job's position begin. */
  private static int base(Job job) {
    return Integer.parseInt(job.order().parameter(FIRST)) + done(job);
  }

  private static int done(Job job) {
    return (int) job.done();
  }

  @Override
  public Uni<Void> tidy(Job job) {
    return MakeChildren.endMaking(packages, releaseCodes, job);
  }
}
