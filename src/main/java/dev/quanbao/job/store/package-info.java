/** The repositories of jobs and of the lines that were handed in for them. */
@NullMarked
package dev.quanbao.job.store;

import org.jspecify.annotations.NullMarked;
