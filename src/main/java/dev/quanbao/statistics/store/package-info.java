/** The repository of counts. */
@NullMarked
package dev.quanbao.statistics.store;

import org.jspecify.annotations.NullMarked;
