/** Tickets of users and OPs (用户优惠券): finding, closing and expiring them. */
@NullMarked
package dev.quanbao.ticket;

import org.jspecify.annotations.NullMarked;
