/**
 * The card surface: the paths, shapes and errors of seed 003, and nothing decided.
 *
 * <p>Names are snake_case, a success is {@code {"data":…}}.
 */
@NullMarked
package dev.quanbao.card.api.card;

import org.jspecify.annotations.NullMarked;
