/**
 * How a failure becomes an answer: one mapper finds the error code, one table the HTTP status, and
 * the surface that owns the path writes the body.
 */
@NullMarked
package dev.quanbao.platform.http.error;

import org.jspecify.annotations.NullMarked;
