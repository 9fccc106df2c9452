package dev.quanbao.ticket.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket whose status was changed by a person and not by the clock, and the status that it was
 * counted with before.
 *
 * @param id the ticket
 * @param moves how often it was moved
 * @param status what it was moved to
 * @param counted the status of its last counted move; null: none was counted yet
 * @param start 使用开始时间 of its terms; null for none
 * @param end its last second
 */
public record MovedTicket(
    String id,
    int moves,
    TicketStatus status,
    @Nullable TicketStatus counted,
    @Nullable Instant start,
    Instant end) {}
