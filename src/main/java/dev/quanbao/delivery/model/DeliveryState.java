package dev.quanbao.delivery.model;

/** Where a delivery stands. */
public enum DeliveryState {
  /** Handed in; whether it is accepted isn't decided. */
  NEW,
  /** A copy is set aside for it, nothing is sent. */
  ACCEPTED,
  /** It was not accepted, and nothing is set aside. */
  REJECTED,
  /** The courier has it: it may have been sent. */
  SENDING,
  /** The provider has taken it. */
  SENT,
  /** The provider will never take it; the copy is back unless it was claimed. */
  FAILED,
  /** Nobody can say whether it arrived; the copy stays set aside. */
  UNKNOWN,
  /** Its job was cancelled before it was sent; the copy is back. */
  CANCELLED
}
