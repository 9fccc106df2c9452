/** The repositories of jobs and of the lines that were uploaded for them. */
@NullMarked
package dev.quanbao.job.store;

import org.jspecify.annotations.NullMarked;
