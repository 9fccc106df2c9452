package dev.quanbao.architecture.violations.ticket.model;

import dev.quanbao.architecture.violations.ticket.store.TicketShelf;

/** A model that can't be read without its repository. */
public record KnowsItsStore(TicketShelf shelf) {}
