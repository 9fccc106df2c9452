/** The outbox in the store: its entries, their leases, and the writes that change them. */
@NullMarked
package dev.quanbao.platform.outbox.store;

import org.jspecify.annotations.NullMarked;
