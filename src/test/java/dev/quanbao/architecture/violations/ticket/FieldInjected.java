package dev.quanbao.architecture.violations.ticket;

import jakarta.inject.Inject;
import java.time.Clock;

/** Gets what it needs behind its constructor's back. */
public class FieldInjected {

  @Inject Clock clock;
}
