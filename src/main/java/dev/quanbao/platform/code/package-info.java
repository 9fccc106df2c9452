/**
 * Codes that people read, type and dictate: unguessable orders of plain counters, and the check
 * symbols that catch a slip of the pen before any lookup is made.
 *
 * <p>A code once issued is printed and must stay what it is: the algorithms in this package are
 * frozen, and the known-answer tests say so.
 */
@NullMarked
package dev.quanbao.platform.code;

import org.jspecify.annotations.NullMarked;
