/** The back office's manner, {@code /op/v2}: every answer in an envelope. */
@NullMarked
package dev.quanbao.platform.http.envelope;

import org.jspecify.annotations.NullMarked;
