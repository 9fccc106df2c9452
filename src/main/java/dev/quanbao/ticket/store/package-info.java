/**
 * The repository of tickets, the queries for them, and the marks by which their moves are counted.
 */
@NullMarked
package dev.quanbao.ticket.store;

import org.jspecify.annotations.NullMarked;
