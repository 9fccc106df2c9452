package dev.quanbao.delivery;

import dev.quanbao.access.model.Caller;
import dev.quanbao.claim.model.ClaimRules;
import dev.quanbao.delivery.connector.Connectors;
import dev.quanbao.delivery.model.Delivery;
import dev.quanbao.delivery.model.DeliveryState;
import dev.quanbao.delivery.model.Medium;
import dev.quanbao.delivery.model.Phone;
import dev.quanbao.delivery.sending.DecideDeliveries;
import dev.quanbao.delivery.sending.DeliveryJob;
import dev.quanbao.delivery.sending.PhoneVault;
import dev.quanbao.delivery.store.DeliveryRepository;
import dev.quanbao.directory.store.CompanyRepository;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.job.LineUpload;
import dev.quanbao.job.model.Job;
import dev.quanbao.job.runner.JobRunner;
import dev.quanbao.job.store.JobRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Orders messages that tell receivers a code each (2.22, 2.23): decides at once who gets one, and
 * leaves the sending to a job.
 *
 * <p>The job is stored before anything is set aside. Should the request die, the job finds what is
 * undecided a minute later and goes on.
 */
@ApplicationScoped
public class SendCodes {

  private static final Duration REQUEST_AT_MOST = Duration.ofMinutes(1);

  private final GiftPackageRepository packages;
  private final CompanyRepository companies;
  private final Connectors connectors;
  private final PhoneVault vault;
  private final DeliveryRepository deliveries;
  private final DecideDeliveries decide;
  private final JobRepository jobs;
  private final JobRunner runner;
  private final Clock clock;

  SendCodes(
      GiftPackageRepository packages,
      CompanyRepository companies,
      Connectors connectors,
      PhoneVault vault,
      DeliveryRepository deliveries,
      DecideDeliveries decide,
      JobRepository jobs,
      JobRunner runner,
      Clock clock) {
    this.packages = packages;
    this.companies = companies;
    this.connectors = connectors;
    this.vault = vault;
    this.deliveries = deliveries;
    this.decide = decide;
    this.jobs = jobs;
    this.runner = runner;
    this.clock = clock;
  }

  /** Who is to get a message; one of the two is there, and for a push the user is. */
  public record To(@Nullable Phone phone, @Nullable String userId) {

    private String pushedTo() {
      return Objects.requireNonNull(userId, "who has no phone is a user");
    }
  }

  /**
   * Messages as they are ordered.
   *
   * @param to one who is named twice is served once
   * @param template the provider's template, or the text of a push; null for the configured one
   */
  public record Order(
      Medium medium, String packageId, List<To> to, String senderId, @Nullable String template) {}

  /**
   * What was decided.
   *
   * @param jobId the job that sends what was accepted; null when nothing was
   */
  public record Decided(@Nullable String jobId, int accepted, List<Rejected> rejected) {}

  /** A receiver who gets nothing, as he may be shown. */
  public record Rejected(String shown, ErrorCode reason) {}

  /** Decides who gets a message, and has it sent. */
  public Uni<Decided> order(Order order, Caller caller) {
    if (connectors.of(order.medium()).isEmpty()) {
      throw RequestRefusedException.because(ErrorCode.MEDIUM_NOT_SET_UP, order.medium().name());
    }
    String jobId = LineUpload.jobIdFor(caller);
    return packages
        .visible(order.packageId(), caller)
        .chain(parent ->
            jobs.findById(jobId)
                .chain(begun ->
                    begun == null
                        ? begin(jobId, parent, order, caller)
                        : Uni.createFrom().voidItem()))
        .chain(() -> decide.decide(jobId))
        .chain(() -> deliveries.of(jobId, 0, order.to().size()))
        .chain(decided -> release(jobId, decided));
  }

  private Uni<Void> begin(String jobId, GiftPackage parent, Order order, Caller caller) {
    return companies
        .findRecent(parent.companyId())
        .map(company -> ClaimRules.objection(parent, company, null, caller.now()))
        .chain(objection -> {
          // What there is too little of is told to each by himself.
          objection
              .filter(reason -> reason != ErrorCode.SOLD_OUT)
              .ifPresent(reason -> {
                throw RequestRefusedException.because(
                    reason, parent.standing().sendStatus().number(), "messages");
              });
          List<Delivery> all = deliveries(jobId, parent, order, caller.now());
          return deliveries
              .put(all)
              .chain(() -> jobs.add(job(jobId, parent, order, all.size())))
              .replaceWithVoid();
        });
  }

  private Job job(String jobId, GiftPackage parent, Order order, int receivers) {
    Instant now = clock.instant();
    return Job.queued(
        jobId,
        DeliveryJob.kindOf(order.medium()),
        parent.companyId(),
        parent.id(),
        DeliveryJob.order(receivers),
        order.senderId(),
        receivers,
        now,
        now.plus(REQUEST_AT_MOST));
  }

  private List<Delivery> deliveries(
      String jobId, GiftPackage parent, Order order, Instant orderedAt) {
    Set<Object> named = new HashSet<>();
    List<Delivery> all = new ArrayList<>(order.to().size());
    for (To to : order.to()) {
      if (named.add(to.phone() == null ? to.pushedTo() : to.phone())) {
        all.add(delivery(jobId, all.size(), parent, order, to, orderedAt));
      }
    }
    return all;
  }

  private Delivery delivery(
      String jobId, int place, GiftPackage parent, Order order, To to, Instant orderedAt) {
    String id = Delivery.idOf(jobId, place);
    Phone phone = to.phone();
    return new Delivery(
        id,
        jobId,
        place,
        order.medium(),
        parent.companyId(),
        parent.id(),
        phone == null ? null : vault.seal(phone, id),
        phone == null ? null : vault.hash(phone),
        phone == null ? to.pushedTo() : phone.masked(),
        to.userId(),
        order.senderId(),
        order.template(),
        DeliveryState.NEW,
        null,
        null,
        null,
        orderedAt);
  }

  private Uni<Decided> release(String jobId, List<Delivery> decided) {
    List<Rejected> rejected =
        decided.stream()
            .filter(one -> one.state() == DeliveryState.REJECTED)
            .map(one ->
                new Rejected(one.shown(), ErrorCode.valueOf(Objects.requireNonNull(one.reason()))))
            .toList();
    int accepted = decided.size() - rejected.size();
    if (accepted == 0) {
      return jobs.withdraw(jobId).replaceWith(new Decided(null, 0, rejected));
    }
    return jobs.resize(jobId, accepted)
        .chain(() -> jobs.release(jobId, clock.instant()))
        .invoke(runner::lookSoon)
        .replaceWith(new Decided(jobId, accepted, rejected));
  }
}
