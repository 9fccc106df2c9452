package dev.quanbao.card.model;

/** Where a template is in its life (状态); what the clock says of it is never stored. */
public enum CardStatus {
  NORMAL(0),
  /** Its last day is over. */
  EXPIRED(1),
  /** It can be read, and nothing else. */
  DELETED(2);

  private final int number;

  CardStatus(int number) {
    this.number = number;
  }

  /** The number on the wire. */
  public int number() {
    return number;
  }
}
