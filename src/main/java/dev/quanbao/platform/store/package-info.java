/** The document store: what every feature needs of it, and nothing of any feature. */
@NullMarked
package dev.quanbao.platform.store;

import org.jspecify.annotations.NullMarked;
