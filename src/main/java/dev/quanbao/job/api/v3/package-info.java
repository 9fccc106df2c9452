/** Jobs on {@code /v3}. */
@NullMarked
package dev.quanbao.job.api.v3;

import org.jspecify.annotations.NullMarked;
