package dev.quanbao.giftpackage.model;

import static dev.quanbao.giftpackage.model.SendStatus.CLOSED;
import static dev.quanbao.giftpackage.model.SendStatus.DELETED;
import static dev.quanbao.giftpackage.model.SendStatus.IN_REVIEW;
import static dev.quanbao.giftpackage.model.SendStatus.PENDING_REVIEW;
import static dev.quanbao.giftpackage.model.SendStatus.PUBLISHED;
import static dev.quanbao.giftpackage.model.SendStatus.READY;
import static dev.quanbao.giftpackage.model.SendStatus.REJECTED;

import dev.quanbao.access.model.Permission;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The life cycle of a package: the one table of moves that exist.
 *
 * <p>What isn't listed isn't allowed. The rules, the store's filters, the documentation and the
 * tests all read this table.
 */
public final class Lifecycle {

  private Lifecycle() {}

  /** A move from one status to another, and what a client needs to make it. */
  public enum Move {
    START_REVIEW(PENDING_REVIEW, IN_REVIEW, Permission.PACKAGE_REVIEW),
    REJECT(IN_REVIEW, REJECTED, Permission.PACKAGE_REVIEW),
    APPROVE(IN_REVIEW, READY, Permission.PACKAGE_REVIEW),
    RESUBMIT(REJECTED, PENDING_REVIEW, Permission.PACKAGE_WRITE),
    PUBLISH(READY, PUBLISHED, Permission.PACKAGE_WRITE),
    CLOSE(PUBLISHED, CLOSED, Permission.PACKAGE_WRITE),
    REOPEN(CLOSED, PUBLISHED, Permission.PACKAGE_WRITE),
    DELETE_PENDING(PENDING_REVIEW, DELETED, Permission.PACKAGE_WRITE),
    DELETE_IN_REVIEW(IN_REVIEW, DELETED, Permission.PACKAGE_WRITE),
    DELETE_REJECTED(REJECTED, DELETED, Permission.PACKAGE_WRITE),
    DELETE_READY(READY, DELETED, Permission.PACKAGE_WRITE),
    DELETE_CLOSED(CLOSED, DELETED, Permission.PACKAGE_WRITE);

    private final SendStatus from;
    private final SendStatus to;
    private final Permission permission;

    Move(SendStatus from, SendStatus to, Permission permission) {
      this.from = from;
      this.to = to;
      this.permission = permission;
    }

    public SendStatus from() {
      return from;
    }

    public SendStatus to() {
      return to;
    }

    public Permission permission() {
      return permission;
    }
  }

  /** The move between two statuses, if there is one. */
  public static Optional<Move> move(SendStatus from, SendStatus to) {
    return Arrays.stream(Move.values())
        .filter(move -> move.from == from && move.to == to)
        .findFirst();
  }

  /** What a client needs for any move to a status: all moves to one need the same. */
  public static Permission permissionFor(SendStatus to) {
    return Arrays.stream(Move.values())
        .filter(move -> move.to == to)
        .map(Move::permission)
        .findFirst()
        .orElseThrow();
  }

  /** Statuses in which the whole design may still be changed. */
  public static final List<SendStatus> FREELY_EDITABLE = List.of(PENDING_REVIEW, REJECTED);

  /** Statuses in which only what can't hurt a holder may be changed. */
  public static final List<SendStatus> EDITABLE_IN_PART = List.of(READY, PUBLISHED);
}
