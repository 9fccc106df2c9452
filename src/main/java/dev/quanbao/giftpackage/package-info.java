/**
 * Gift packages (礼包): design, life cycle, quota and codes.
 *
 * <p>A package's document decides: each write that changes it says what must still be true.
 */
@NullMarked
package dev.quanbao.giftpackage;

import org.jspecify.annotations.NullMarked;
