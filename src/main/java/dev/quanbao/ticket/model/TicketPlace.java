package dev.quanbao.ticket.model;

import java.time.Instant;

/**
 * The place of a ticket in the order of ends, soonest first; of two equal ends, the smaller id
 * comes first.
 */
public record TicketPlace(Instant validTo, String id) {}
