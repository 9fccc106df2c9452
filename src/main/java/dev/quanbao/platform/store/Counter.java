package dev.quanbao.platform.store;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A counter that hands out numbers in blocks, each number once.
 *
 * @param id what is counted
 * @param next the first number that has not been handed out
 */
@RegisterForReflection
public record Counter(String id, long next) {}
