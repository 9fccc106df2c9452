package dev.quanbao.ticket.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket whose status was changed by somebody rather than by time, and what it was counted as
 * before.
 *
 * @param id the ticket
 * @param moves how often it was moved
 * @param status what it was moved to
 * @param counted what the statistics last counted it as; null: not moved yet
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
