/**
 * The card surface: the paths, shapes and errors of seed 003, and nothing decided.
 *
 * <p>Names are snake_case, a success is {@code {"data":…}}.
 */
package dev.quanbao.card.web;
