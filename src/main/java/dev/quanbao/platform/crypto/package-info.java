/**
 * Sealing of what must not stand readable in the store.
 *
 * <p>Nothing leaves this package unauthenticated: what was altered, or sealed for another purpose,
 * does not open. Knows no feature.
 */
@NullMarked
package dev.quanbao.platform.crypto;

import org.jspecify.annotations.NullMarked;
