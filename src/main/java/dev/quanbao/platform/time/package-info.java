/** The business calendar: days, windows and their ends. Time itself is always an argument. */
package dev.quanbao.platform.time;
