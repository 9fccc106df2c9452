/**
 * The commit protocol of claims: batches of claims go through the store step by step, and recovery
 * finishes or undoes what a crash has interrupted.
 */
@NullMarked
package dev.quanbao.claim.engine;

import org.jspecify.annotations.NullMarked;
