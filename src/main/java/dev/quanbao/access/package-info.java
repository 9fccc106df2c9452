/**
 * Clients, how they prove who they are, and what they may do.
 *
 * <p>Nobody gets past without proof, and nothing is allowed that a client's record doesn't grant.
 * Signs, nonces and secrets are judged by the real clock, never by the business clock of a request.
 */
@NullMarked
package dev.quanbao.access;

import org.jspecify.annotations.NullMarked;
