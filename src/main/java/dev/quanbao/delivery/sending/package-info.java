/** How messages are decided, put into the outbox and followed to their end. */
@NullMarked
package dev.quanbao.delivery.sending;

import org.jspecify.annotations.NullMarked;
