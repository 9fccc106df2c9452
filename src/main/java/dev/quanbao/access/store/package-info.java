/** The repositories of clients and nonces. */
@NullMarked
package dev.quanbao.access.store;

import org.jspecify.annotations.NullMarked;
