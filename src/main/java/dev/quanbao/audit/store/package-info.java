/** The audit trail, and the outbox that files entries into it. */
@NullMarked
package dev.quanbao.audit.store;

import org.jspecify.annotations.NullMarked;
