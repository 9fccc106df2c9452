/**
 * Outcomes that are not success: codes, faults of fields, their texts.
 *
 * <p>Knows neither HTTP nor JSON; those stand in {@code platform.http}.
 */
@NullMarked
package dev.quanbao.platform.error;

import org.jspecify.annotations.NullMarked;
