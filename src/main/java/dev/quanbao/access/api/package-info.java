/**
 * The gate of the HTTP interface: sign, nonce and permission are judged here before any resource
 * runs.
 */
@NullMarked
package dev.quanbao.access.api;

import org.jspecify.annotations.NullMarked;
