package dev.quanbao.platform.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import org.bson.conversions.Bson;

/**
 * A field that holds a {@link Lease}: the filters that guard writes by it, and the updates that
 * change it.
 *
 * <pre>{@code
 * Uni<Job> take(Job due, Instant now) {
 *   Lease mine = Lease.until(now.plus(TEN_SECONDS));
 *   return update(and(eq(due.id()), LEASE.mayTake(due.lease(), now)), LEASE.set(mine));
 * }
 *
 * Uni<Job> advance(Job held, ...) {
 *   return update(and(eq(held.id()), LEASE.isHeld(held.lease())), ...);
 * }
 * }</pre>
 *
 * @param path where the field stands in its document
 */
public record LeaseField(String path) {

  /** Where the end of the lease stands, for indexes, filters and sorts. */
  public String until() {
    return path + ".until";
  }

  private String holder() {
    return path + ".holder";
  }

  /** Any lease that is over. */
  public Bson isOver(Instant now) {
    return Filters.lte(until(), now);
  }

  /** A lease that was read may be taken: it is over, and no other has taken it since. */
  public Bson mayTake(Lease seen, Instant now) {
    return Filters.and(isHeld(seen), isOver(now));
  }

  /** The lease is still its holder's. It may be over, but then no other has taken it yet. */
  public Bson isHeld(Lease lease) {
    return Filters.eq(holder(), lease.holder());
  }

  /** Gives the lease to the holder of another. */
  public Bson set(Lease lease) {
    return Updates.combine(
        Updates.set(holder(), lease.holder()), Updates.set(until(), lease.until()));
  }

  /** Leaves the lease with its holder and lets it end at another moment, be it sooner or later. */
  public Bson endAt(Instant moment) {
    return Updates.set(until(), moment);
  }
}
