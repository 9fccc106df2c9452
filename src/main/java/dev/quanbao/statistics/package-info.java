/** Figures of a package (统计): exact, and never a scan of its tickets. */
package dev.quanbao.statistics;
