package dev.quanbao.architecture.violations.ticket.api.v2;

import com.mongodb.client.model.Filters;
import org.bson.conversions.Bson;

/** A resource that speaks to the store in the store's own words. */
public class QueryingResource {

  public Bson usable() {
    return Filters.eq("status", "USABLE");
  }
}
