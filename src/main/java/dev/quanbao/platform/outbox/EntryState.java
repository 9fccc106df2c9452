package dev.quanbao.platform.outbox;

/** Where an entry of the outbox stands. */
public enum EntryState {
  /** Nothing has been sent. */
  WAITING,
  /** Somebody is sending it, or has been; nobody may send it before it was asked for. */
  UNDER_WAY,
  SENT,
  REFUSED,
  /** Whether it arrived couldn't be found out. */
  UNKNOWN;

  /** Whether the entry's end is decided. */
  public boolean isDecided() {
    return this == SENT || this == REFUSED || this == UNKNOWN;
  }
}
