package dev.quanbao.architecture.violations.ticket.model;

import org.jboss.logging.Logger;

/** A rule that can't be read without a framework. */
public final class LoggingRules {

  private static final Logger LOG = Logger.getLogger(LoggingRules.class);

  private LoggingRules() {}

  public static boolean isUsable(int status) {
    LOG.debugf("asked about %d", status);
    return status == 2;
  }
}
