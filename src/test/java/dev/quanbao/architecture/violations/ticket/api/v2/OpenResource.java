package dev.quanbao.architecture.violations.ticket.op;

import jakarta.ws.rs.POST;

/** An interface that forgot to say who may use it. */
public class OpenResource {

  @POST
  public String answer() {
    return "anybody's";
  }
}
