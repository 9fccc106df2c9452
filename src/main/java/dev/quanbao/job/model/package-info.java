/** What a job is: its kind, its progress and its lines. */
@NullMarked
package dev.quanbao.job.model;

import org.jspecify.annotations.NullMarked;
