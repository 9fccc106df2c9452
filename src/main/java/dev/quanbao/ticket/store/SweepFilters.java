package dev.quanbao.ticket.store;

import com.mongodb.client.model.Filters;
import dev.quanbao.platform.time.BusinessCalendar;
import dev.quanbao.ticket.model.Sweep;
import org.bson.conversions.Bson;

/** What a {@link Sweep} may touch, as filters. */
public final class SweepFilters {

  private SweepFilters() {}

  /** Things whose inclusive end, a field of theirs, is over. */
  public static Bson isOver(String end, Sweep sweep) {
    return Filters.lt(end, BusinessCalendar.oldestOpenEnd(sweep.now()));
  }

  /** Things of the companies that are swept. */
  public static Bson isSwept(Sweep sweep) {
    return sweep.companies().map(own -> Filters.in("companyId", own)).orElseGet(Filters::empty);
  }
}
