/** Tickets on {@code /v3}: shapes of the resources, and nothing decided. */
package dev.quanbao.ticket.v3;
