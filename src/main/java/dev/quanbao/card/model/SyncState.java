package dev.quanbao.card.model;

/** Whether WeChat has a template's card (同步状态). */
public enum SyncState {
  /** Not wanted so far. */
  NOT_SYNCED(0),
  /** It has one, though perhaps of an older revision. */
  SYNCED(1),
  /** It is to get the template as it is now. */
  WAITING(2),
  /** It said no, see {@link CardTemplate#syncError()}. */
  FAILED(3);

  private final int number;

  SyncState(int number) {
    this.number = number;
  }

  /** The number on the wire. */
  public int number() {
    return number;
  }
}
