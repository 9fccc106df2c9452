package dev.quanbao.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.quanbao.access.model.Caller;
import dev.quanbao.access.model.Permission;
import dev.quanbao.claim.EarmarkCopies;
import dev.quanbao.claim.ReleaseEarmarks;
import dev.quanbao.delivery.SendCodes.Decided;
import dev.quanbao.delivery.SendCodes.Order;
import dev.quanbao.delivery.SendCodes.To;
import dev.quanbao.delivery.connector.Connectors;
import dev.quanbao.delivery.model.Decision;
import dev.quanbao.delivery.model.Delivery;
import dev.quanbao.delivery.model.DeliveryState;
import dev.quanbao.delivery.model.Medium;
import dev.quanbao.delivery.model.Phone;
import dev.quanbao.delivery.sending.DecideDeliveries;
import dev.quanbao.delivery.sending.PhoneVault;
import dev.quanbao.delivery.store.DeliveryRepository;
import dev.quanbao.delivery.store.PhoneSendsRepository;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Draft;
import dev.quanbao.directory.store.CompanyRepository;
import dev.quanbao.giftpackage.model.Quota;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.job.JobQueue;
import dev.quanbao.job.model.JobState;
import dev.quanbao.job.store.JobRepository;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.testing.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A request that dies while it decides: no receiver gets two codes, and no copy is lost. */
@QuarkusTest
class SendCrashTest {

  private static final int RECEIVERS = 6;
  private static final int COPIES = 5;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final AtomicInteger NUMBERS =
      new AtomicInteger((int) (System.nanoTime() % 1_000_000));

  @Inject GiftPackageRepository packages;
  @Inject CompanyRepository companies;
  @Inject Connectors connectors;
  @Inject PhoneVault vault;
  @Inject DeliveryRepository deliveries;
  @Inject PhoneSendsRepository phoneSends;
  @Inject EarmarkCopies earmarkCopies;
  @Inject ReleaseEarmarks releaseEarmarks;
  @Inject SendCodes sendCodes;
  @Inject JobRepository jobs;
  @Inject JobQueue queue;

  private final BackOffice office = BackOffice.demo();

  enum Moment {
    AFTER_COUNTING_PHONES,
    AFTER_SETTING_ASIDE,
    AMID_DECIDING,
    AFTER_DECIDING
  }

  static Stream<Arguments> moments() {
    return Stream.of(true, false)
        .flatMap(unique -> Stream.of(Moment.values()).map(at -> Arguments.of(unique, at)));
  }

  @ParameterizedTest
  @MethodSource("moments")
  void theSameKeyFinishesTheOrder(boolean unique, Moment moment) {
    Order order = order(unique);
    Caller caller = caller();
    Throwable crash = catchThrowable(() -> await(dying(moment).order(order, caller)));

    Decided decided = await(sendCodes.order(order, caller));

    assertThat(crash).isNotNull();
    assertThat(decided.accepted()).isEqualTo(COPIES);
    assertThat(decided.rejected()).hasSize(RECEIVERS - COPIES);
    awaitSent(order, String.valueOf(decided.jobId()));
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void withoutARepetitionTheJobFinishesTheOrder(Moment moment) {
    Order order = order(true);
    Caller caller = caller();
    Throwable crash = catchThrowable(() -> await(dying(moment).order(order, caller)));

    // A minute later.
    await(queue.release(caller.operation().orElseThrow()));

    assertThat(crash).isNotNull();
    awaitSent(order, caller.operation().orElseThrow());
  }

  private void awaitSent(Order order, String jobId) {
    var job = Eventually.look(jobs.findById(jobId), of -> of.state() == JobState.DONE, LIMIT);
    List<Delivery> all = await(deliveries.findByPlace(jobId, 0, RECEIVERS));
    Quota quota = await(packages.findById(order.packageId())).quota();
    List<Delivery> sent = all.stream().filter(one -> one.state() == DeliveryState.SENT).toList();
    assertThat(job.state()).isEqualTo(JobState.DONE);
    assertThat(job.total()).isEqualTo(COPIES);
    assertThat(job.done()).isEqualTo(COPIES);
    assertThat(sent).hasSize(COPIES).extracting(Delivery::code).doesNotHaveDuplicates();
    assertThat(all).noneMatch(one -> one.receiver().phone() != null);
    assertThat(quota.setAside()).isEqualTo(COPIES);
    assertThat(quota.left()).isZero();
  }

  private SendCodes dying(Moment moment) {
    var dying =
        new DecideDeliveries(
            dyingDeliveries(moment), dyingPhoneSends(moment), earmarkCopies, releaseEarmarks);
    return new SendCodes(packages, companies, connectors, vault, deliveries, dying, jobs, queue);
  }

  private PhoneSendsRepository dyingPhoneSends(Moment moment) {
    return moment != Moment.AFTER_COUNTING_PHONES
        ? phoneSends
        : new PhoneSendsRepository() {
          @Override
          public Uni<Set<String>> countWithinLimits(Map<String, String> some, Instant now) {
            return super.countWithinLimits(some, now).chain(SendCrashTest::crash);
          }
        };
  }

  private static DeliveryRepository dyingDeliveries(Moment moment) {
    return new DeliveryRepository() {
      @Override
      public Uni<Void> decide(List<Decision> decisions) {
        return switch (moment) {
          case AFTER_COUNTING_PHONES -> super.decide(decisions);
          case AFTER_SETTING_ASIDE -> crash();
          case AMID_DECIDING ->
              super.decide(decisions.subList(0, decisions.size() / 2)).chain(SendCrashTest::crash);
          case AFTER_DECIDING -> super.decide(decisions).chain(SendCrashTest::crash);
        };
      }
    };
  }

  private static <T> Uni<T> crash() {
    return Uni.createFrom().failure(new IllegalStateException("dead"));
  }

  private Order order(boolean unique) {
    Draft draft = unique ? Draft.unique() : Draft.shared();
    List<To> to =
        IntStream.range(0, RECEIVERS)
            .mapToObj(i -> "136%08d".formatted(NUMBERS.incrementAndGet()))
            .map(number -> new To(Phone.parse(number).orElseThrow(), null))
            .toList();
    String id = office.publish(draft.limits(COPIES, 1));
    return new Order(Medium.SMS, id, to, BackOffice.CREATOR, null);
  }

  private static Caller caller() {
    return new Caller(
        Ids.random(),
        Set.of(BackOffice.COMPANY),
        Set.of(Permission.CLAIM),
        Instant.now(),
        Ids.random(),
        Optional.of(Ids.random()));
  }

  private static <T> T await(Uni<T> pending) {
    return pending.await().atMost(LIMIT);
  }
}
