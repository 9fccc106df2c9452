/** The business calendar: days, windows and their ends. Time itself is always an argument. */
@NullMarked
package dev.quanbao.platform.time;

import org.jspecify.annotations.NullMarked;
