package dev.quanbao.architecture.violations.claim;

/** Something of a feature that the directory must not know. */
public record Claimed(String id) {}
