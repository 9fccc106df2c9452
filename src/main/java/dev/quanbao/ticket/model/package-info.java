/** What a ticket is, and what may be asked of tickets. */
@NullMarked
package dev.quanbao.ticket.model;

import org.jspecify.annotations.NullMarked;
