package dev.quanbao.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.access.model.Caller;
import dev.quanbao.access.model.Permission;
import dev.quanbao.claim.ReleaseEarmarks;
import dev.quanbao.delivery.connector.Connectors;
import dev.quanbao.delivery.model.Delivery;
import dev.quanbao.delivery.model.DeliveryState;
import dev.quanbao.delivery.model.Medium;
import dev.quanbao.delivery.model.MessageOrder;
import dev.quanbao.delivery.model.Phone;
import dev.quanbao.delivery.sending.DecideDeliveries;
import dev.quanbao.delivery.sending.DeliveryJobHandler;
import dev.quanbao.delivery.sending.DeliveryOutboxHandler;
import dev.quanbao.delivery.sending.PhoneVault;
import dev.quanbao.delivery.store.DeliveryRepository;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Draft;
import dev.quanbao.giftpackage.model.Quota;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.job.CancelJob;
import dev.quanbao.job.JobQueue;
import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobError;
import dev.quanbao.job.model.JobState;
import dev.quanbao.job.store.JobRepository;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.platform.outbox.model.SendOutcome;
import dev.quanbao.platform.outbox.store.OutboxEntry;
import dev.quanbao.testing.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ends of messages: which copies they release, and how the job lists them. */
@QuarkusTest
class DeliveryEndsTest {

  private static final int COPIES = 3;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final AtomicInteger NUMBERS =
      new AtomicInteger((int) (System.nanoTime() % 1_000_000));

  @Inject GiftPackageRepository packages;
  @Inject Connectors connectors;
  @Inject PhoneVault vault;
  @Inject DeliveryRepository deliveries;
  @Inject DecideDeliveries decide;
  @Inject ReleaseEarmarks releaseEarmarks;
  @Inject JobRepository jobs;
  @Inject JobQueue queue;
  @Inject CancelJob cancelJob;
  @Inject Clock clock;

  private final BackOffice office = BackOffice.demo();
  private String packageId;
  private String jobId;
  private DeliveryOutboxHandler handler;

  /** Messages that are accepted, and whose job waits to be released. */
  @BeforeEach
  void accept() {
    packageId = office.publish(Draft.unique().limits(COPIES, 1));
    jobId = Ids.random();
    handler = new DeliveryOutboxHandler(Medium.SMS, connectors, deliveries, vault, releaseEarmarks);
    Instant now = clock.instant();
    var messages =
        new MessageOrder(Medium.SMS, BackOffice.COMPANY, packageId, BackOffice.CREATOR, null, now);
    await(
        deliveries.addAll(
            IntStream.range(0, COPIES).mapToObj(i -> delivery(i, messages)).toList()));
    await(
        queue.hold(jobId, DeliveryJobHandler.order(messages, COPIES), COPIES, Duration.ofHours(1)));
    await(decide.decide(jobId));
  }

  private Delivery delivery(int place, MessageOrder messages) {
    Phone phone = Phone.parse("135%08d".formatted(NUMBERS.incrementAndGet())).orElseThrow();
    return Delivery.ordered(
        jobId, place, messages, vault.seal(phone, null, Delivery.idOf(jobId, place)));
  }

  @Test
  void whatIsRefusedForGoodGivesItsCopyBackOnceAndIsNamedInTheJob() {
    settleTwice(1, new SendOutcome.Refused("BLOCKED", ""));

    Job over = run();

    Delivery refused = delivery(1);
    assertThat(refused.state()).isEqualTo(DeliveryState.FAILED);
    assertThat(refused.receiver().phone()).isNull();
    assertThat(quota().left()).isEqualTo(1);
    assertThat(quota().setAside()).isEqualTo(COPIES - 1);
    assertThat(over.done()).isEqualTo(COPIES - 1);
    assertThat(over.failed()).isEqualTo(1);
    assertThat(over.errors())
        .containsExactly(
            new JobError(2, refused.receiver().shown(), "MESSAGE_REFUSED", List.of("BLOCKED")));
  }

  @Test
  void whatStaysUnknownKeepsItsCopy() {
    settleTwice(0, new SendOutcome.Unknown("no reply"));

    Job over = run();

    assertThat(delivery(0).state()).isEqualTo(DeliveryState.UNKNOWN);
    assertThat(quota().setAside()).isEqualTo(COPIES);
    assertThat(over.failed()).isEqualTo(1);
    assertThat(over.errors()).extracting(JobError::reason).containsExactly("MESSAGE_UNKNOWN");
  }

  @Test
  void aJobThatIsCancelledGivesBackWhatIsNotSent() {
    settleTwice(0, new SendOutcome.Sent("r"));
    await(cancelJob.cancel(jobId, caller()));

    Job over = run();

    SendOutcome late = await(handler.send(entry(1)));
    assertThat(over.state()).isEqualTo(JobState.CANCELLED);
    assertThat(late).isEqualTo(new SendOutcome.Refused("CANCELLED", ""));
    assertThat(quota().left()).isEqualTo(COPIES - 1);
    assertThat(quota().setAside()).isEqualTo(1);
    assertThat(delivery(1).state()).isEqualTo(DeliveryState.CANCELLED);
  }

  @Test
  void whatIsUnderWayWhenTheJobIsCancelledKeepsItsCopy() {
    await(handler.send(entry(2)));
    await(cancelJob.cancel(jobId, caller()));

    run();

    assertThat(delivery(2).state()).isEqualTo(DeliveryState.SENDING);
    assertThat(quota().setAside()).isEqualTo(1);
  }

  // An outbox that crashes before it has written the end lets the handler settle it again.
  private void settleTwice(int place, SendOutcome.Final end) {
    await(handler.onCompleted(entry(place), end));
    await(handler.onCompleted(entry(place), end));
  }

  private OutboxEntry entry(int place) {
    return OutboxEntry.waiting(
        Delivery.idOf(jobId, place), "sms", "sms", jobId, "{}", clock.instant());
  }

  private Job run() {
    await(queue.release(jobId));
    return Eventually.look(jobs.findById(jobId), job -> job.state().isOver(), LIMIT);
  }

  private Delivery delivery(int place) {
    return await(deliveries.findById(Delivery.idOf(jobId, place)));
  }

  private Quota quota() {
    return await(packages.findById(packageId)).quota();
  }

  private static Caller caller() {
    return new Caller(
        Ids.random(),
        Set.of(BackOffice.COMPANY),
        Set.of(Permission.PACKAGE_WRITE),
        Instant.now(),
        Ids.random(),
        Optional.empty());
  }

  private static <T> T await(Uni<T> pending) {
    return pending.await().atMost(LIMIT);
  }
}
