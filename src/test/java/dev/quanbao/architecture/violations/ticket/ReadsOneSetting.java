package dev.quanbao.architecture.violations.ticket;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads a setting past the mapping of its concern. */
public class ReadsOneSetting {

  private final boolean isWanted;

  ReadsOneSetting(
      @ConfigProperty(name = "quanbao.wanted", defaultValue = "true") boolean isWanted) {
    this.isWanted = isWanted;
  }

  boolean isWanted() {
    return isWanted;
  }
}
