package dev.quanbao.architecture.violations.util;

/** Could be about anything. */
public final class DateHelper {

  private DateHelper() {}
}
