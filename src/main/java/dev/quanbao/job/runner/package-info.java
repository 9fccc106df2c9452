/** How jobs are run: by one replica at a time, portion by portion. */
@NullMarked
package dev.quanbao.job.runner;

import org.jspecify.annotations.NullMarked;
