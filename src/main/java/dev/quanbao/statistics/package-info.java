/** Figures of a package (统计): exact, and never a scan of its tickets. */
@NullMarked
package dev.quanbao.statistics;

import org.jspecify.annotations.NullMarked;
