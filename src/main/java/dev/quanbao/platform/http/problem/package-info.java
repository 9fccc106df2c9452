/** The manner of {@code /v3}: RFC 9457 problem details. */
@NullMarked
package dev.quanbao.platform.http.problem;

import org.jspecify.annotations.NullMarked;
