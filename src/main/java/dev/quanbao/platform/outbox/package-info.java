/**
 * What is sent to other systems: it is put into the outbox first, and sent from there by a handler.
 *
 * <p>Loses nothing and sends nothing twice. Knows no feature.
 */
@NullMarked
package dev.quanbao.platform.outbox;

import org.jspecify.annotations.NullMarked;
