package dev.quanbao.architecture.violations.ticket.api.v2;

import jakarta.ws.rs.POST;

/** An interface that forgot to say who may use it. */
public class OpenResource {

  @POST
  public String answer() {
    return "anybody's";
  }
}
