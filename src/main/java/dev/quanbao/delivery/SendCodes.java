package dev.quanbao.delivery;

import dev.quanbao.access.model.Caller;
import dev.quanbao.claim.model.ClaimRules;
import dev.quanbao.delivery.connector.Connectors;
import dev.quanbao.delivery.model.Delivery;
import dev.quanbao.delivery.model.DeliveryState;
import dev.quanbao.delivery.model.Medium;
import dev.quanbao.delivery.model.MessageOrder;
import dev.quanbao.delivery.model.Phone;
import dev.quanbao.delivery.model.Receiver;
import dev.quanbao.delivery.sending.DecideDeliveries;
import dev.quanbao.delivery.sending.DeliveryJobHandler;
import dev.quanbao.delivery.sending.PhoneVault;
import dev.quanbao.delivery.store.DeliveryRepository;
import dev.quanbao.directory.store.CompanyRepository;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.job.JobQueue;
import dev.quanbao.job.store.JobRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Orders messages that tell receivers a code each (2.22, 2.23): decides at once who gets one, and
 * has a job send them.
 *
 * <p>The job is stored before any copy is set aside. Should the request die, the job decides the
 * rest a minute later and sends.
 */
@ApplicationScoped
public class SendCodes {

  private static final Duration REQUEST_LIMIT = Duration.ofMinutes(1);

  private final GiftPackageRepository packages;
  private final CompanyRepository companies;
  private final Connectors connectors;
  private final PhoneVault vault;
  private final DeliveryRepository deliveries;
  private final DecideDeliveries decide;
  private final JobRepository jobs;
  private final JobQueue queue;

  SendCodes(
      GiftPackageRepository packages,
      CompanyRepository companies,
      Connectors connectors,
      PhoneVault vault,
      DeliveryRepository deliveries,
      DecideDeliveries decide,
      JobRepository jobs,
      JobQueue queue) {
    this.packages = packages;
    this.companies = companies;
    this.connectors = connectors;
    this.vault = vault;
    this.deliveries = deliveries;
    this.decide = decide;
    this.jobs = jobs;
    this.queue = queue;
  }

  /** Who gets a message: a phone, or for a push a user. */
  public record To(@Nullable Phone phone, @Nullable String userId) {

    private String requiredUserId() {
      return Objects.requireNonNull(userId, "a receiver without a phone is a user");
    }
  }

  /**
   * An order of messages.
   *
   * @param to the receivers; one that is named twice gets one message
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

  /** A receiver who gets nothing, as people may see him. */
  public record Rejected(String shown, ErrorCode reason) {}

  /** Decides who gets a message, and has it sent. */
  public Uni<Decided> order(Order order, Caller caller) {
    if (connectors.find(order.medium()).isEmpty()) {
      throw RequestRefusedException.because(ErrorCode.MEDIUM_NOT_SET_UP, order.medium().name());
    }
    String jobId = JobQueue.jobIdFor(caller);
    return packages
        .visible(order.packageId(), caller)
        .chain(parent ->
            jobs.findById(jobId)
                .chain(begun ->
                    begun == null
                        ? begin(jobId, parent, order, caller)
                        : Uni.createFrom().voidItem()))
        .chain(() -> decide.decide(jobId))
        .chain(() -> deliveries.findByPlace(jobId, 0, order.to().size()))
        .chain(decided -> release(jobId, decided));
  }

  private Uni<Void> begin(String jobId, GiftPackage parent, Order order, Caller caller) {
    return companies
        .findRecent(parent.companyId())
        .map(company -> ClaimRules.objection(parent, company, null, caller.now()))
        .chain(objection -> {
          // A package that is sold out is the reason of each rejection, not of a refusal.
          objection
              .filter(reason -> reason != ErrorCode.SOLD_OUT)
              .ifPresent(reason -> {
                throw RequestRefusedException.because(
                    reason, parent.standing().sendStatus().number(), "messages");
              });
          var messages =
              new MessageOrder(
                  order.medium(),
                  parent.companyId(),
                  parent.id(),
                  order.senderId(),
                  order.template(),
                  caller.now());
          List<Delivery> all = deliveries(jobId, messages, order.to());
          return deliveries
              .addAll(all)
              .chain(() ->
                  queue.hold(
                      jobId,
                      DeliveryJobHandler.order(messages, all.size()),
                      all.size(),
                      REQUEST_LIMIT))
              .replaceWithVoid();
        });
  }

  private List<Delivery> deliveries(String jobId, MessageOrder messages, List<To> receivers) {
    Set<Object> named = new HashSet<>();
    List<Delivery> all = new ArrayList<>(receivers.size());
    for (To to : receivers) {
      if (named.add(to.phone() == null ? to.requiredUserId() : to.phone())) {
        all.add(Delivery.ordered(jobId, all.size(), messages, receiver(to, jobId, all.size())));
      }
    }
    return all;
  }

  private Receiver receiver(To to, String jobId, int place) {
    return to.phone() == null
        ? Receiver.user(to.requiredUserId())
        : vault.seal(to.phone(), to.userId(), Delivery.idOf(jobId, place));
  }

  private Uni<Decided> release(String jobId, List<Delivery> decided) {
    List<Rejected> rejected =
        decided.stream()
            .filter(one -> one.state() == DeliveryState.REJECTED)
            .map(one ->
                new Rejected(
                    one.receiver().shown(),
                    ErrorCode.valueOf(Objects.requireNonNull(one.reason()))))
            .toList();
    int accepted = decided.size() - rejected.size();
    if (accepted == 0) {
      return queue.withdraw(jobId).replaceWith(new Decided(null, 0, rejected));
    }
    return jobs.resize(jobId, accepted)
        .chain(() -> queue.release(jobId))
        .replaceWith(new Decided(jobId, accepted, rejected));
  }
}
