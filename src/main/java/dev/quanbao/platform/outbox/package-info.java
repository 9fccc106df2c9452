/**
 * The way out of the house: what is to be told to somebody else is put into the outbox first, and
 * sent from there by a courier.
 *
 * <p>Loses nothing and sends nothing twice by itself. Knows no feature.
 */
@NullMarked
package dev.quanbao.platform.outbox;

import org.jspecify.annotations.NullMarked;
