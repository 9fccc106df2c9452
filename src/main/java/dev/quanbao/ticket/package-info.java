/** Tickets in people's hands (用户优惠券): what they are good for, who holds them. */
package dev.quanbao.ticket;
