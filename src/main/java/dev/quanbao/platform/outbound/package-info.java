/**
 * Requests over HTTP to services of others.
 *
 * <p>A caller always learns whether its request was answered, was never sent, or was sent without
 * an answer. Only the first two may be followed by the same request without harm. Knows no feature.
 */
@NullMarked
package dev.quanbao.platform.outbound;

import org.jspecify.annotations.NullMarked;
