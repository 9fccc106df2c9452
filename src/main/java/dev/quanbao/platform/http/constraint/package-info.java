/** Constraints on the fields of requests, as annotations. */
@NullMarked
package dev.quanbao.platform.http.constraint;

import org.jspecify.annotations.NullMarked;
