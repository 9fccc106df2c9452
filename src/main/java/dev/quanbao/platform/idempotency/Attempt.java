package dev.quanbao.platform.idempotency;

import java.time.Instant;

/**
 * One try at answering a keyed request.
 *
 * @param startedAt tells it from later attempts, which may have taken the request over
 * @param isFirst whether nothing can have had an effect before it
 */
record Attempt(String id, String operation, Instant startedAt, boolean isFirst) {}
