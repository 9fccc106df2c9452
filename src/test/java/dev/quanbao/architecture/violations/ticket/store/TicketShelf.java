package dev.quanbao.architecture.violations.ticket.store;

/** What a model has no business to know. */
public record TicketShelf(int place) {}
