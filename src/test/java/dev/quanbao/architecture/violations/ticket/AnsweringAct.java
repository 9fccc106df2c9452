package dev.quanbao.architecture.violations.ticket;

import dev.quanbao.platform.http.page.PageInfo;

/** An act that answers in the shape of the wire. */
public class AnsweringAct {

  public PageInfo first() {
    return new PageInfo(1, 20, 0, 0);
  }
}
