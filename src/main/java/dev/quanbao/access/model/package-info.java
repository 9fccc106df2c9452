/** Clients, their secrets and permissions, and the caller that a request was proved to be from. */
@NullMarked
package dev.quanbao.access.model;

import org.jspecify.annotations.NullMarked;
