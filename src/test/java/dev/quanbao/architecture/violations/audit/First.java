package dev.quanbao.architecture.violations.audit;

import dev.quanbao.architecture.violations.access.Second;

/** One half of a circle. */
public record First(Second second) {}
