package dev.quanbao.architecture.violations.directory;

import dev.quanbao.architecture.violations.claim.Claimed;

/** Knows a feature that builds on its own. */
public record KnowsClaims(Claimed claimed) {}
