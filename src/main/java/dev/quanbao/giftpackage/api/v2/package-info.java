/**
 * Packages on the back office's surface, {@code /op/v2}: shapes of seeds 000 to 002, and nothing
 * decided.
 */
@NullMarked
package dev.quanbao.giftpackage.api.v2;

import org.jspecify.annotations.NullMarked;
