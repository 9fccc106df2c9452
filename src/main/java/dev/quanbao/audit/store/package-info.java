/** The filed trail, and the way of entries into it. */
@NullMarked
package dev.quanbao.audit.store;

import org.jspecify.annotations.NullMarked;
