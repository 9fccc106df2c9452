package dev.quanbao.delivery.sending;

import dev.quanbao.claim.ReleaseEarmarks;
import dev.quanbao.delivery.model.Delivery;
import dev.quanbao.delivery.model.DeliveryState;
import dev.quanbao.delivery.model.Medium;
import dev.quanbao.delivery.model.MessageOrder;
import dev.quanbao.delivery.store.DeliveryRepository;
import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobError;
import dev.quanbao.job.model.JobKind;
import dev.quanbao.job.model.JobOrder;
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
import java.util.stream.Stream;

/**
 * Sends the messages of one order: decides what the request left undecided, puts the accepted ones
 * into the outbox portion by portion, and counts now and then how many have ended.
 *
 * <p>A retry only counts again: a message that the provider refused is not sent a second time.
 */
public final class DeliveryJobHandler implements JobHandler {

  private static final String RECEIVERS = "receivers";
  private static final int PORTION = 1_000;

  private final Medium medium;
  private final DeliveryRepository deliveries;
  private final DecideDeliveries decide;
  private final ReleaseEarmarks releaseEarmarks;
  private final OutboxRepository outbox;
  private final OutboxRunner outboxRunner;
  private final JobRepository jobs;
  private final Clock clock;

  DeliveryJobHandler(
      Medium medium,
      DeliveryRepository deliveries,
      DecideDeliveries decide,
      ReleaseEarmarks releaseEarmarks,
      OutboxRepository outbox,
      OutboxRunner outboxRunner,
      JobRepository jobs,
      Clock clock) {
    this.medium = medium;
    this.deliveries = deliveries;
    this.decide = decide;
    this.releaseEarmarks = releaseEarmarks;
    this.outbox = outbox;
    this.outboxRunner = outboxRunner;
    this.jobs = jobs;
    this.clock = clock;
  }

  private static JobKind kindOf(Medium medium) {
    return switch (medium) {
      case SMS -> JobKind.SMS;
      case PUSH -> JobKind.PUSH;
    };
  }

  /** The order of a job that sends messages to so many receivers. */
  public static JobOrder order(MessageOrder messages, int receivers) {
    return new JobOrder(
        kindOf(messages.medium()),
        messages.companyId(),
        messages.packageId(),
        messages.senderId(),
        Map.of(RECEIVERS, Integer.toString(receivers)));
  }

  @Override
  public JobKind kind() {
    return kindOf(medium);
  }

  @Override
  public Uni<JobProgress> step(Job job) {
    int portions = Math.ceilDiv(Integer.parseInt(job.order().parameter(RECEIVERS)), PORTION);
    if (job.position() == 0) {
      return decideRest(job);
    }
    return job.position() <= portions ? putIntoOutbox(job, (int) job.position() - 1) : count(job);
  }

  private Uni<JobProgress> decideRest(Job job) {
    return decide
        .decide(job.id())
        .chain(() -> deliveries.countByState(job.id()))
        .chain(counts -> jobs.resize(job.id(), accepted(counts)))
        .replaceWith(advanced(job));
  }

  private static long accepted(Map<DeliveryState, Long> counts) {
    return counts.entrySet().stream()
        .filter(count -> count.getKey() != DeliveryState.REJECTED)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static JobProgress advanced(Job job) {
    return new JobProgress(job.position() + 1, job.done(), job.failed(), List.of(), Next.MORE);
  }

  private Uni<JobProgress> putIntoOutbox(Job job, int portion) {
    Instant now = clock.instant();
    return deliveries
        .findByPlace(job.id(), portion * PORTION, (portion + 1) * PORTION)
        .chain(all ->
            outbox.putAll(
                all.stream()
                    .filter(one -> one.state() == DeliveryState.ACCEPTED)
                    .map(one -> entry(one, now))
                    .toList()))
        .invoke(outboxRunner::lookSoon)
        .replaceWith(advanced(job));
  }

  private static OutboxEntry entry(Delivery delivery, Instant now) {
    String destination = DeliveryOutboxHandler.destinationOf(delivery.order().medium());
    return OutboxEntry.waiting(
        delivery.id(), destination, destination, delivery.jobId(), "{}", now);
  }

  private Uni<JobProgress> count(Job job) {
    return deliveries
        .countByState(job.id())
        .chain(counts -> {
          long open = sum(counts, DeliveryState.ACCEPTED, DeliveryState.SENDING);
          long done = sum(counts, DeliveryState.SENT);
          long failed =
              sum(counts, DeliveryState.FAILED, DeliveryState.UNKNOWN, DeliveryState.CANCELLED);
          return open > 0
              ? Uni.createFrom()
                  .item(new JobProgress(job.position(), done, failed, List.of(), Next.LATER))
              : errors(job)
                  .map(errors ->
                      new JobProgress(job.position() + 1, done, failed, errors, Next.DONE));
        });
  }

  private static long sum(Map<DeliveryState, Long> counts, DeliveryState... states) {
    return Stream.of(states).mapToLong(state -> counts.getOrDefault(state, 0L)).sum();
  }

  private Uni<List<JobError>> errors(Job job) {
    return deliveries
        .findByState(job.id(), DeliveryState.FAILED, DeliveryState.UNKNOWN)
        .map(ended ->
            ended.stream()
                .sorted(Comparator.comparingInt(Delivery::place))
                .limit(Job.MAX_ERRORS)
                .map(DeliveryJobHandler::error)
                .toList());
  }

  private static JobError error(Delivery ended) {
    ErrorCode reason =
        ended.state() == DeliveryState.FAILED
            ? ErrorCode.MESSAGE_REFUSED
            : ErrorCode.MESSAGE_UNKNOWN;
    return new JobError(
        ended.place() + 1L,
        ended.receiver().shown(),
        reason.name(),
        List.of(Objects.requireNonNullElse(ended.reason(), "")));
  }

  /** Cancels what isn't being sent, and releases its copies. */
  @Override
  public Uni<Void> tidy(Job job) {
    return deliveries
        .cancelUnsent(job.id())
        .chain(() -> deliveries.findByState(job.id(), DeliveryState.CANCELLED))
        .map(cancelled -> cancelled.stream().map(Delivery::id).toList())
        .chain(ids ->
            ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : releaseEarmarks.giveBack(job.packageId(), job.id(), ids).replaceWithVoid());
  }
}
