package dev.quanbao.giftpackage.codes;

import dev.quanbao.giftpackage.codes.GeneratedChildren.Reserved;
import dev.quanbao.giftpackage.model.CodeOwner;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.job.JobQueue;
import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobKind;
import dev.quanbao.job.model.JobOrder;
import dev.quanbao.job.model.JobProgress;
import dev.quanbao.job.model.JobProgress.Next;
import dev.quanbao.job.runner.JobHandler;
import dev.quanbao.platform.id.Ids;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes the children of a large package by a job, portion by portion.
 *
 * <p>The package alone says how many there are; a portion counts once the package says so.
 */
@ApplicationScoped
public class MakeChildren implements JobHandler {

  /** After each portion the inserts wait for each other, which costs the less the larger it is. */
  private static final Pace PACE = new Pace(40_000, 5_000);

  private static final int SIDE_BY_SIDE = 2;
  private static final String ADDS_TO_QUOTA = "addsToQuota";

  /** A job that is still not wanted after this long never will be: its request is dead. */
  static final Duration REQUEST_LIMIT = Duration.ofSeconds(60);

  private final GiftPackageRepository packages;
  private final GeneratedChildren children;
  private final ReleaseCodes releaseCodes;
  private final JobQueue queue;
  private final Pace pace;

  /**
   * How many children are made at a time.
   *
   * @param portion before the package and the job say so
   * @param insert with one command
   */
  public record Pace(int portion, int insert) {}

  @Inject
  public MakeChildren(
      GiftPackageRepository packages,
      GeneratedChildren children,
      ReleaseCodes releaseCodes,
      JobQueue queue) {
    this(packages, children, releaseCodes, queue, PACE);
  }

  public MakeChildren(
      GiftPackageRepository packages,
      GeneratedChildren children,
      ReleaseCodes releaseCodes,
      JobQueue queue,
      Pace pace) {
    this.packages = packages;
    this.children = children;
    this.releaseCodes = releaseCodes;
    this.queue = queue;
    this.pace = pace;
  }

  @Override
  public JobKind kind() {
    return JobKind.CODES;
  }

  /**
   * Orders children; the job waits until {@link #begin}, so that a package never asks for a job
   * that isn't there.
   *
   * @param addsToQuota whether each child can be claimed as soon as it is there
   */
  public Uni<Job> order(
      GiftPackage parent, Reserved reserved, String actorId, boolean addsToQuota) {
    var order =
        new JobOrder(
            JobKind.CODES,
            parent.companyId(),
            parent.id(),
            actorId,
            parameters(reserved, addsToQuota));
    return queue.hold(Ids.random(), order, reserved.count(), REQUEST_LIMIT);
  }

  private static Map<String, String> parameters(Reserved reserved, boolean addsToQuota) {
    Map<String, String> parameters = new HashMap<>(reserved.toOrder());
    parameters.put(ADDS_TO_QUOTA, String.valueOf(addsToQuota));
    return parameters;
  }

  /** Lets an ordered job begin. */
  public Uni<Void> begin(String jobId) {
    return queue.release(jobId);
  }

  /** Withdraws an ordered job that is not needed; a job that has begun finds out and ends. */
  public Uni<Void> forgo(String jobId) {
    return queue.withdraw(jobId);
  }

  @Override
  public Uni<JobProgress> step(Job job) {
    Reserved reserved = Reserved.of(job.order().parameters());
    return packages
        .findById(job.packageId())
        .chain(parent -> {
          if (parent == null || parent.isDeleted() || !isMadeBy(job, parent)) {
            return Uni.createFrom().item(JobProgress.ending(job, Next.CANCELLED));
          }
          int from = parent.codes().next();
          return from == reserved.end()
              ? Uni.createFrom().item(progress(reserved, from, Next.DONE))
              : portion(job, parent, reserved, from);
        });
  }

  private static boolean isMadeBy(Job job, GiftPackage parent) {
    return parent.codes().making() && job.id().equals(parent.codes().jobId());
  }

  private Uni<JobProgress> portion(Job job, GiftPackage parent, Reserved reserved, int from) {
    int to = Math.min(from + pace.portion(), reserved.end());
    CodeOwner owner = CodeOwner.of(parent);
    List<Integer> starts =
        IntStream.iterate(from, start -> start < to, start -> start + pace.insert())
            .boxed()
            .toList();
    boolean addsToQuota = Boolean.parseBoolean(job.order().parameter(ADDS_TO_QUOTA));
    return Multi.createFrom()
        .iterable(starts)
        .onItem()
        .transformToUni(start -> {
          int end = Math.min(start + pace.insert(), to);
          return job.wasTakenBefore()
              ? children.makeMissing(owner, reserved, start, end)
              : children.make(owner, reserved, start, end);
        })
        .merge(SIDE_BY_SIDE)
        .collect()
        .last()
        .chain(() -> packages.addMade(parent.id(), job.id(), from, to, addsToQuota))
        .call(added -> added ? done() : releaseCodes.releaseIfDeleted(parent.id()))
        // If it was not added, the next step reads the package and finds out why.
        .map(added -> progress(reserved, added ? to : from, Next.MORE));
  }

  private static JobProgress progress(Reserved reserved, int next, Next what) {
    int done = next - reserved.firstOrdinal();
    return new JobProgress(done, done, 0, List.of(), what);
  }

  @Override
  public Uni<Void> tidy(Job job) {
    return endMaking(packages, releaseCodes, job);
  }

  /** Ends the making of children by a job, be they generated or given. */
  static Uni<Void> endMaking(GiftPackageRepository packages, ReleaseCodes releaseCodes, Job job) {
    return packages
        .endMaking(job.packageId(), job.id())
        .chain(() -> releaseCodes.releaseIfDeleted(job.packageId()));
  }

  private static Uni<Void> done() {
    return Uni.createFrom().voidItem();
  }
}
