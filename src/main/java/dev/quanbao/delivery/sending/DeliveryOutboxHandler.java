package dev.quanbao.delivery.sending;

import dev.quanbao.claim.ReleaseEarmarks;
import dev.quanbao.delivery.connector.Connector;
import dev.quanbao.delivery.connector.Connectors;
import dev.quanbao.delivery.model.Delivery;
import dev.quanbao.delivery.model.DeliveryState;
import dev.quanbao.delivery.model.Medium;
import dev.quanbao.delivery.model.Message;
import dev.quanbao.delivery.model.MessageOrder;
import dev.quanbao.delivery.store.DeliveryRepository;
import dev.quanbao.platform.crypto.SealedBytes;
import dev.quanbao.platform.outbox.OutboxHandler;
import dev.quanbao.platform.outbox.model.SendOutcome;
import dev.quanbao.platform.outbox.store.OutboxEntry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Sends the deliveries of one medium through its connector.
 *
 * <p>A delivery is marked as being sent before it is sent, so that it is either sent or cancelled.
 * When the provider refuses it, its copy is released before the delivery is ended as failed.
 */
public final class DeliveryOutboxHandler implements OutboxHandler {

  private static final Duration WITHOUT_CONNECTOR = Duration.ofMinutes(10);
  private static final String CANCELLED = "CANCELLED";

  private final Medium medium;
  private final Connectors connectors;
  private final DeliveryRepository deliveries;
  private final PhoneVault vault;
  private final ReleaseEarmarks releaseEarmarks;

  public DeliveryOutboxHandler(
      Medium medium,
      Connectors connectors,
      DeliveryRepository deliveries,
      PhoneVault vault,
      ReleaseEarmarks releaseEarmarks) {
    this.medium = medium;
    this.connectors = connectors;
    this.deliveries = deliveries;
    this.vault = vault;
    this.releaseEarmarks = releaseEarmarks;
  }

  static String destinationOf(Medium medium) {
    return medium.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String destination() {
    return destinationOf(medium);
  }

  // Reserving a name and sending.
  @Override
  public Duration timeout() {
    return Duration.ofSeconds(20);
  }

  @Override
  public boolean supportsStatusQuery() {
    return connectors.find(medium).map(Connector::supportsStatusQuery).orElse(false);
  }

  @Override
  public Uni<SendOutcome> send(OutboxEntry entry) {
    return connectors
        .find(medium)
        .map(connector -> send(connector, entry))
        .orElseGet(() -> later("no connector"));
  }

  private Uni<SendOutcome> send(Connector connector, OutboxEntry entry) {
    return deliveries
        .markSending(entry.id())
        .chain(delivery ->
            delivery == null
                ? Uni.createFrom().<SendOutcome>item(new SendOutcome.Refused(CANCELLED, ""))
                : withReservedName(connector, delivery)
                    .chain(ready -> connector.send(message(ready))));
  }

  private Uni<Delivery> withReservedName(Connector connector, Delivery delivery) {
    return delivery.reserved() != null
        ? Uni.createFrom().item(delivery)
        : connector
            .reserveName()
            .chain(name ->
                name.isEmpty()
                    ? Uni.createFrom().item(delivery)
                    : deliveries.saveReservedName(delivery.id(), name.get()));
  }

  @Override
  public Uni<SendOutcome> queryStatus(OutboxEntry entry) {
    return connectors
        .find(medium)
        .map(connector -> queryStatus(connector, entry))
        .orElseGet(() -> later("no connector"));
  }

  private Uni<SendOutcome> queryStatus(Connector connector, OutboxEntry entry) {
    return deliveries
        .findById(entry.id())
        .chain(delivery ->
            switch (delivery.state()) {
              case SENDING -> connector.queryStatus(message(delivery));
              // It is marked as being sent before it is sent.
              case NEW, ACCEPTED, REJECTED, CANCELLED ->
                  Uni.createFrom().<SendOutcome>item(new SendOutcome.NotSent());
              case SENT, FAILED, UNKNOWN ->
                  Uni.createFrom().<SendOutcome>item(new SendOutcome.Unknown("it has ended"));
            });
  }

  private static Uni<SendOutcome> later(String why) {
    return Uni.createFrom().item(new SendOutcome.Later(WITHOUT_CONNECTOR, why));
  }

  private Message message(Delivery delivery) {
    MessageOrder order = delivery.order();
    SealedBytes phone = delivery.receiver().phone();
    return new Message(
        delivery.id(),
        order.medium(),
        phone == null ? null : vault.open(phone, delivery.id()),
        delivery.receiver().userId(),
        order.packageId(),
        Objects.requireNonNull(delivery.code(), "a delivery that was accepted has a code"),
        order.template(),
        delivery.reserved(),
        order.orderedAt());
  }

  @Override
  public Uni<Void> onCompleted(OutboxEntry entry, SendOutcome.Final end) {
    return switch (end) {
      case SendOutcome.Sent sent -> deliveries.end(entry.id(), DeliveryState.SENT, null);
      case SendOutcome.Unknown unknown -> deliveries.end(entry.id(), DeliveryState.UNKNOWN, null);
      case SendOutcome.Refused refused ->
          deliveries
              .findById(entry.id())
              .chain(this::releaseCopy)
              .chain(() -> deliveries.end(entry.id(), DeliveryState.FAILED, refused.code()));
    };
  }

  private Uni<Void> releaseCopy(Delivery delivery) {
    return releaseEarmarks
        .giveBack(delivery.order().packageId(), delivery.jobId(), List.of(delivery.id()))
        .replaceWithVoid();
  }
}
