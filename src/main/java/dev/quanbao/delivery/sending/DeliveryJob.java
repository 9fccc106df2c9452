package dev.quanbao.delivery.sending;

import dev.quanbao.claim.ReleaseEarmarks;
import dev.quanbao.delivery.model.Delivery;
import dev.quanbao.delivery.model.DeliveryState;
import dev.quanbao.delivery.model.Medium;
import dev.quanbao.delivery.store.DeliveryRepository;
import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobError;
import dev.quanbao.job.model.JobKind;
import dev.quanbao.job.model.JobProgress;
import dev.quanbao.job.model.JobProgress.Next;
import dev.quanbao.job.runner.JobHandler;
import dev.quanbao.job.store.JobRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.outbox.OutboxRunner;
import dev.quanbao.platform.outbox.store.OutboxEntry;
import dev.quanbao.platform.outbox.store.OutboxRepository;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Sends the messages of one order: decides what the request left undecided, puts all into the
 * outbox portion by portion, and looks now and then how many have come to their end.
 *
 * <p>Tried again it only counts again: what was refused for good is never sent a second time by the
 * same order.
 */
public final class DeliveryJob implements JobHandler {

  private static final String RECEIVERS = "receivers";
  private static final int PORTION = 1_000;

  private final Medium medium;
  private final DeliveryRepository deliveries;
  private final DecideDeliveries decide;
  private final ReleaseEarmarks giveBackCopies;
  private final OutboxRepository outbox;
  private final OutboxRunner outboxRunner;
  private final JobRepository jobs;
  private final Clock clock;

  DeliveryJob(
      Medium medium,
      DeliveryRepository deliveries,
      DecideDeliveries decide,
      ReleaseEarmarks giveBackCopies,
      OutboxRepository outbox,
      OutboxRunner outboxRunner,
      JobRepository jobs,
      Clock clock) {
    this.medium = medium;
    this.deliveries = deliveries;
    this.decide = decide;
    this.giveBackCopies = giveBackCopies;
    this.outbox = outbox;
    this.outboxRunner = outboxRunner;
    this.jobs = jobs;
    this.clock = clock;
  }

  public static JobKind kindOf(Medium medium) {
    return switch (medium) {
      case SMS -> JobKind.SMS;
      case PUSH -> JobKind.PUSH;
    };
  }

  /** What the job is to know of its order. */
  public static Map<String, String> order(int receivers) {
    return Map.of(RECEIVERS, Integer.toString(receivers));
  }

  @Override
  public JobKind kind() {
    return kindOf(medium);
  }

  @Override
  public Uni<JobProgress> step(Job job) {
    int portions =
        Math.ceilDiv(Integer.parseInt(Objects.requireNonNull(job.order().get(RECEIVERS))), PORTION);
    if (job.position() == 0) {
      return decideRest(job);
    }
    return job.position() <= portions ? post(job, (int) job.position() - 1) : count(job);
  }

  private Uni<JobProgress> decideRest(Job job) {
    return decide
        .decide(job.id())
        .chain(() -> deliveries.counts(job.id()))
        .chain(counts -> jobs.resize(job.id(), accepted(counts)))
        .replaceWith(goingOn(job));
  }

  private static long accepted(Map<DeliveryState, Long> counts) {
    return counts.entrySet().stream()
        .filter(count -> count.getKey() != DeliveryState.REJECTED)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static JobProgress goingOn(Job job) {
    return new JobProgress(job.position() + 1, job.done(), job.failed(), List.of(), Next.MORE);
  }

  private Uni<JobProgress> post(Job job, int portion) {
    Instant now = clock.instant();
    return deliveries
        .of(job.id(), portion * PORTION, (portion + 1) * PORTION)
        .chain(all ->
            outbox.putAll(
                all.stream()
                    .filter(one -> one.state() == DeliveryState.ACCEPTED)
                    .map(one -> entry(one, now))
                    .toList()))
        .invoke(outboxRunner::lookSoon)
        .replaceWith(goingOn(job));
  }

  private static OutboxEntry entry(Delivery delivery, Instant now) {
    String desk = DeliveryOutboxHandler.deskOf(delivery.medium());
    return OutboxEntry.waiting(delivery.id(), desk, desk, delivery.jobId(), "{}", now);
  }

  private Uni<JobProgress> count(Job job) {
    return deliveries
        .counts(job.id())
        .chain(counts -> {
          long open = of(counts, DeliveryState.ACCEPTED) + of(counts, DeliveryState.SENDING);
          long done = of(counts, DeliveryState.SENT);
          long failed =
              of(counts, DeliveryState.FAILED)
                  + of(counts, DeliveryState.UNKNOWN)
                  + of(counts, DeliveryState.CANCELLED);
          return open > 0
              ? Uni.createFrom()
                  .item(new JobProgress(job.position(), done, failed, List.of(), Next.LATER))
              : errors(job)
                  .map(errors ->
                      new JobProgress(job.position() + 1, done, failed, errors, Next.DONE));
        });
  }

  private static long of(Map<DeliveryState, Long> counts, DeliveryState state) {
    return counts.getOrDefault(state, 0L);
  }

  private Uni<List<JobError>> errors(Job job) {
    return deliveries
        .in(job.id(), DeliveryState.FAILED, DeliveryState.UNKNOWN)
        .map(ended ->
            ended.stream()
                .sorted(Comparator.comparingInt(Delivery::place))
                .limit(Job.MAX_ERRORS)
                .map(DeliveryJob::error)
                .toList());
  }

  private static JobError error(Delivery ended) {
    ErrorCode reason =
        ended.state() == DeliveryState.FAILED
            ? ErrorCode.MESSAGE_REFUSED
            : ErrorCode.MESSAGE_UNKNOWN;
    return new JobError(
        ended.place() + 1L,
        ended.shown(),
        reason.name(),
        List.of(Objects.requireNonNullElse(ended.reason(), "")));
  }

  /** Once cancelled, what isn't being sent won't be, and its copies go back. */
  @Override
  public Uni<Void> tidy(Job job) {
    return deliveries
        .cancel(job.id())
        .chain(() -> deliveries.in(job.id(), DeliveryState.CANCELLED))
        .map(cancelled -> cancelled.stream().map(Delivery::id).toList())
        .chain(ids ->
            ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : giveBackCopies.giveBack(job.packageId(), job.id(), ids).replaceWithVoid());
  }
}
