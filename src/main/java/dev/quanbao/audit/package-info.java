/**
 * Who changed what, when and why (审计).
 *
 * <p>A change carries its entry in the same write; filing it into the trail comes after and can be
 * repeated.
 */
@NullMarked
package dev.quanbao.audit;

import org.jspecify.annotations.NullMarked;
