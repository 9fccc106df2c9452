package dev.quanbao.architecture.violations.ticket;

import com.mongodb.client.model.Filters;
import org.bson.conversions.Bson;

/** An act that speaks to the store in the driver's words. */
public class QueryingAct {

  public Bson usable() {
    return Filters.eq("status", "USABLE");
  }
}
