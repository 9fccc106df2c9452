package dev.quanbao.ticket.store;

import com.mongodb.client.model.Filters;
import dev.quanbao.platform.time.BusinessCalendar;
import dev.quanbao.ticket.model.Sweep;
import org.bson.conversions.Bson;

/** The filters by which a {@link Sweep} finds documents, of tickets and of packages. */
public final class SweepFilters {

  private SweepFilters() {}

  /**
   * The documents whose validity is over.
   *
   * @param end the field with the last second of it, inclusive
   */
  public static Bson isOver(String end, Sweep sweep) {
    return Filters.lt(end, BusinessCalendar.oldestOpenEnd(sweep.now()));
  }

  /** The documents of the companies that are swept. */
  public static Bson isSwept(Sweep sweep) {
    return sweep
        .companies()
        .map(companies -> Filters.in(TicketFields.COMPANY_ID, companies))
        .orElseGet(Filters::empty);
  }
}
