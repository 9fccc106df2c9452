/**
 * Work that outlasts a request (任务): leased to one replica at a time, done in portions that can be
 * repeated, visible while it runs. Other features queue jobs and handle their portions; this one
 * knows none of them.
 */
@NullMarked
package dev.quanbao.job;

import org.jspecify.annotations.NullMarked;
