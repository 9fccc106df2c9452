/**
 * Gift packages (礼包): design, life cycle, quota and codes.
 *
 * <p>A package's document decides: whoever changes it says in the same write what must still be
 * true.
 */
@NullMarked
package dev.quanbao.giftpackage;

import org.jspecify.annotations.NullMarked;
