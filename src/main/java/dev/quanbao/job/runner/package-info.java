/** Runs jobs: one replica at a time runs a job, portion by portion. */
@NullMarked
package dev.quanbao.job.runner;

import org.jspecify.annotations.NullMarked;
