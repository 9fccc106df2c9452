/** Keyed requests in the store, and the answers that are kept with them. */
@NullMarked
package dev.quanbao.platform.idempotency.store;

import org.jspecify.annotations.NullMarked;
