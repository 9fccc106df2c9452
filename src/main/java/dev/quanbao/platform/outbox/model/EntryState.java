package dev.quanbao.platform.outbox.model;

/** Where an entry of the outbox stands. */
public enum EntryState {
  /** Nothing has been sent. */
  WAITING,
  /** It is being sent, or has been: it must not be sent again before its status was queried. */
  IN_FLIGHT,
  SENT,
  REFUSED,
  /** Whether it arrived could not be found out. */
  UNKNOWN;

  /** Whether the entry's end is decided. */
  public boolean isDecided() {
    return this == SENT || this == REFUSED || this == UNKNOWN;
  }
}
