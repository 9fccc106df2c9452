/**
 * Clients, how they prove who they are, and what they may do.
 *
 * <p>A request without proof is refused, and so is all that the client's record does not grant.
 * Signs, nonces and secrets are judged by the real clock, never by the business clock of a request.
 */
@NullMarked
package dev.quanbao.access;

import org.jspecify.annotations.NullMarked;
