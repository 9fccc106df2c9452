/** The stored key of the codes. */
@NullMarked
package dev.quanbao.platform.code.store;

import org.jspecify.annotations.NullMarked;
