package dev.quanbao.architecture.violations.access;

import dev.quanbao.architecture.violations.audit.First;

/** The other half of a circle. */
public record Second(First first) {}
