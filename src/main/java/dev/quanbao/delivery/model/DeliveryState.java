package dev.quanbao.delivery.model;

/** How far a delivery has come. */
public enum DeliveryState {
  /** It was ordered; whether it is accepted is not decided. */
  NEW,
  /** A copy is set aside for it, and nothing was sent. */
  ACCEPTED,
  /** It was not accepted, and nothing is set aside. */
  REJECTED,
  /** The outbox sends it: it may have arrived. */
  SENDING,
  /** The provider has accepted it. */
  SENT,
  /** The provider never accepts it; its copy was released unless it was claimed. */
  FAILED,
  /** It is unknown whether it arrived; its copy stays set aside. */
  UNKNOWN,
  /** Its job was cancelled before it was sent; its copy was released. */
  CANCELLED
}
