/** Tickets in people's hands (用户优惠券): what they are good for, who holds them. */
@NullMarked
package dev.quanbao.ticket;

import org.jspecify.annotations.NullMarked;
